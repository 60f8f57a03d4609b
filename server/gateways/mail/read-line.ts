/** A line of the mail wire: `a, b: text`. Pure. */
import { MAIL_RECIPIENTS_MAX } from '../../../protocol/limits';

export interface Letter {
  readonly to: string;
  readonly text: string;
}

/** One for each recipient; none where the line has no colon or says nothing. */
export function readLine(line: string): Letter[] {
  const colon = line.indexOf(':');
  const text = line.slice(colon + 1).trim();
  if (colon < 0 || text === '') return [];
  const names = line.slice(0, colon).split(',', MAIL_RECIPIENTS_MAX);
  const known = new Set(names.map((name) => name.trim()).filter((name) => name !== ''));
  return [...known].map((to) => ({ to, text }));
}
