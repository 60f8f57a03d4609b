import type { CommandInput } from '../protocol/commands';
import type { UserInfo } from '../protocol/model';
import type { Entered, Reply } from '../protocol/replies';
import type { Roster, RosterChange } from './roster';

/** What an accepted command changes at once; null where only the state that follows tells. */
export function changeOf(
  command: CommandInput,
  result: Extract<Reply, { ok: true }>['result'],
  roster: Roster,
  me: UserInfo | null,
): RosterChange | null {
  switch (command.verb) {
    case 'join':
    case 'create':
    case 'direct':
      return roster.entered(result as Entered);
    case 'leave':
      return roster.left(command.room);
    case 'nick':
      return me && roster.putUser({ ...me, name: (result as { name: string }).name });
    default:
      return null;
  }
}
