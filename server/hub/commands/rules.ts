import type { CommandOf } from '../../../protocol/commands';
import type { RoomRules } from '../../../protocol/rules';
import { moderated } from '../order';
import { authored, roomFor, type VerbRule } from './verb';

/** What a room is like: slow, only to be read, locked, with a past or without. */
export const rules: VerbRule<'rules'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const room = roomFor(world, actor, 'rules', command.room);
    const wanted = changed(room.rules, command);
    if (wanted.length === 0) return { result: () => ({}) };
    const next: RoomRules = { ...room.rules, ...Object.fromEntries(wanted) };
    const detail = wanted.map(([rule, value]) => `${rule}=${value}`).join(' ');
    return {
      events: [{ kind: 'rules', room: room.id, ...authored(world, actor), rules: next }],
      facts: [moderated(world, actor, 'rules', { room, detail })],
      result: () => ({}),
    };
  },
};

/** Those that are named and are not so already. */
function changed(now: RoomRules, wanted: CommandOf<'rules'>): [keyof RoomRules, unknown][] {
  return (Object.keys(now) as (keyof RoomRules)[]).flatMap((rule) => {
    const value = wanted[rule];
    return value === undefined || value === now[rule] ? [] : [[rule, value]];
  });
}
