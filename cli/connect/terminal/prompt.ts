/** The line before the cursor: where one is, and what waits elsewhere. */
import type { RoomView } from '../../../protocol/views';
import { fill, type Language, WORDS } from '../../words';
import type { Paint } from '../paint';
import { titleOf } from '../rooms';

export interface PromptFacts {
  room: RoomView | null;
  /** Every room that this person is in. */
  rooms: readonly RoomView[];
  online: boolean;
  /** Messages that are not with the server. */
  unsent: number;
  /** Files on their way, and how far they are. */
  moving: readonly string[];
  language: Language;
  paint: Paint;
}

const ROOMS_NAMED = 3;

export function promptOf(facts: PromptFacts): string {
  const { room, rooms, online, unsent, moving, language, paint } = facts;
  const words = WORDS[language].connect;
  const waiting = rooms
    .filter(({ id, kind, unread }) => id !== room?.id && kind === 'room' && unread > 0)
    .sort((a, b) => b.mentions - a.mentions || b.unread - a.unread);
  const marks = waiting
    .slice(0, ROOMS_NAMED)
    .map((one) =>
      one.mentions > 0
        ? paint('bold', `#${titleOf(one, language)} @${one.mentions}`)
        : `#${titleOf(one, language)} ${one.unread}`,
    );
  if (waiting.length > ROOMS_NAMED) marks.push(`+${waiting.length - ROOMS_NAMED}`);
  const state = [
    ...(online ? [] : [words.offline]),
    ...(!online && unsent > 0 ? [fill(words.unsent, { count: unsent })] : []),
  ];
  const parts = [
    room ? paint('bold', `#${titleOf(room, language)}`) : '',
    ...(marks.length > 0 ? [paint('yellow', marks.join(' '))] : []),
    ...(moving.length > 0 ? [paint('dim', moving.join(', '))] : []),
    ...(state.length > 0 ? [paint('red', state.join(', '))] : []),
  ];
  return `${parts.filter(Boolean).join(' · ')}> `;
}
