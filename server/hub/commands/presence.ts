import { Refusal } from '../../../protocol/errors';
import type { UserStatus } from '../../../protocol/model';
import { checkTopic, isEmoji } from '../../../protocol/text';
import type { VerbRule } from './verb';

/** Others read it in a list: one line, and none when nothing is said. */
function cleaned({ emoji, text, until }: UserStatus): UserStatus | null {
  const line = checkTopic(text);
  if (!line.ok) throw new Refusal('bad-text', { field: 'status', message: line.why });
  if (emoji !== undefined && !isEmoji(emoji)) throw new Refusal('bad-text', { field: 'emoji' });
  if (!line.text && emoji === undefined) return null;
  return {
    ...(emoji !== undefined && { emoji }),
    text: line.text,
    ...(until !== undefined && { until }),
  };
}

/** Here, away from the keyboard, or not to be disturbed; and what one says about it. Not logged. */
export const presence: VerbRule<'presence'> = {
  rate: 'commands',
  decide(_world, _actor, { presence, status }) {
    const said = status === undefined ? {} : { status: status && cleaned(status) };
    return { effect: { kind: 'presence', presence, ...said }, result: () => ({}) };
  },
};
