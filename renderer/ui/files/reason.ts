import type { TFunction } from 'i18next';
import type { ChatError } from '../../../protocol/errors';
import { fileSize } from './size';

const FULL = ['quota', 'server', 'disk', 'uploads'] as const;

/** Why a file did not go, or did not come; completes "Not sent: …" and "Not saved: …". */
export const fileReason = (
  t: TFunction,
  language: string,
  way: 'up' | 'down',
  error: ChatError | undefined,
): string => {
  const { code = 'internal', field, limit } = error ?? {};
  // What is passed on lies with the server, not on this computer.
  const mine = way === 'up' && field === 'local';
  if (code === 'no-such-file') return t(mine ? 'file.reason.changed' : 'file.reason.gone');
  if (code === 'too-large' && field === 'outbox') return t('file.reason.outbox');
  if (code === 'too-large' && limit !== undefined)
    return t('file.reason.tooLarge', { limit: fileSize(limit, language) });
  const full = FULL.find((one) => one === field);
  if (code === 'full' && full) return t(`file.reason.${full}`);
  if (code === 'storage-failed' && field === 'local') return t('file.reason.local');
  return t(`errors.reason.${code}`);
};
