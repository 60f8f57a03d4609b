import { Refusal } from '../../../protocol/errors';
import { TOPIC_MAX_CHARS } from '../../../protocol/limits';
import { checkTopic } from '../../../protocol/text';
import { authored, roomFor, type VerbRule } from './verb';

/** Says what a room is about; an empty topic takes it away. */
export const topic: VerbRule<'topic'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'topic', command.room);
    const text = checkedTopic(command.topic);
    if (text === room.topic) return { result: () => ({}) };
    return {
      events: [{ kind: 'topic', room: room.id, ...authored(world, actor), topic: text }],
      result: () => ({}),
    };
  },
};

export function checkedTopic(text: string): string {
  const checked = checkTopic(text);
  if (!checked.ok) {
    throw new Refusal('bad-text', { field: 'topic', limit: TOPIC_MAX_CHARS, message: checked.why });
  }
  return checked.text;
}
