import type { Message } from '../../../protocol/apply-change';
import type { Settings } from '../../../protocol/settings';
import { filesHeight } from './files/layout';
import type { Row } from './rows';

const LINE_PX = 22;
const CHARS_PER_LINE = 60;
const HEIGHTS = { day: 42, unread: 38, system: 28, coming: 28 } as const;

interface Beside {
  reply?: unknown;
  files?: Parameters<typeof filesHeight>[0];
}

/** What stands above and below the text. */
const beside = (message: Partial<Pick<Message, 'reactions' | 'announce'>> & Beside) =>
  (message.reply ? LINE_PX + 1 : 0) +
  (message.files ? filesHeight(message.files) + 6 : 0) +
  (message.reactions ? 33 : 0) +
  (message.announce ? LINE_PX + 70 : 0);

/** A guess at the height of a line that was never on screen; it is measured when it is. */
export const estimateHeight = (row: Row | undefined, density: Settings['density']): number => {
  if (!row) return LINE_PX;
  if (row.kind !== 'message' && row.kind !== 'pending') return HEIGHTS[row.kind];
  const text = row.kind === 'message' ? row.event.text : row.message.text;
  let lines = 0;
  for (const line of text === '' ? [] : text.split('\n'))
    lines += Math.max(1, Math.ceil(line.length / CHARS_PER_LINE));
  // In the compact look the name stands on the first line.
  const head = row.head ? (density === 'compact' ? 4 : LINE_PX + 8) : 0;
  return lines * LINE_PX + 3 + head + beside(row.kind === 'message' ? row.event : row.message);
};
