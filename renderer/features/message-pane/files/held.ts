import type { Message } from '../../../../protocol/apply-change';
import type { FileRef } from '../../../../protocol/message';

const DAY_MS = 86_400_000;

/** Whether the server has thrown its files away; `days`: how long it keeps them, if not for ever. */
export const isOver = ({ ts }: Pick<Message, 'ts'>, days: number | undefined): boolean =>
  days !== undefined && ts + days * DAY_MS < Date.now();

/** Files of a message that there still are; only the one with the id `wanted` if it is among them. */
export const filesHeld = (
  message: Pick<Message, 'ts' | 'files' | 'gone'>,
  days: number | undefined,
  wanted: string | null = null,
): readonly FileRef[] => {
  if (message.gone || isOver(message, days)) return [];
  const { files = [] } = message;
  const one = files.find(({ id }) => id === wanted);
  return one ? [one] : files;
};
