import type { Message } from '../../../../protocol/apply-change';
import type { UserId } from '../../../../protocol/ids';

export interface Readers {
  read: readonly UserId[];
  unread: readonly UserId[];
  /** All who are asked to read it. */
  of: number;
}

/**
 * Who has read an announcement, and who has not: everybody in the room but its author. Somebody who
 * read it and left since has read it.
 */
export const readersOf = (
  { by, acks = [] }: Pick<Message, 'by' | 'acks'>,
  members: readonly UserId[],
): Readers => {
  const read = acks.filter((user) => user !== by);
  const unread = members.filter((user) => user !== by && !read.includes(user));
  return { read, unread, of: read.length + unread.length };
};
