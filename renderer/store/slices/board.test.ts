import { describe, expect, it } from 'vitest';
import type { Message } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import { minsu, posted, seoyeon } from '../fixtures';
import { changeLooked, dropLooked, initialBoard, putLooked } from './board';

const AT = 'lobby server';
const pinned = posted(3) as Message;
const held = putLooked(initialBoard, AT, { 3: pinned, 4: null });
const about = { room: 'lobby', prev: 8, ts: 9, by: seoyeon.id, name: seoyeon.name, target: 3 };
const edited: ChatEvent = { ...about, kind: 'edited', seq: 9, text: '새 글' };

describe('messages that are shown outside the list', () => {
  it('stay as they are now', () => {
    expect(changeLooked(held, AT, [edited]).board[AT]?.[3]).toMatchObject({ text: '새 글', as: 9 });
    const gone: ChatEvent = { ...about, kind: 'deleted', seq: 9, by: minsu.id };
    expect(changeLooked(held, AT, [gone]).board[AT]?.[3]).toMatchObject({ text: '' });
  });

  it('are the same objects when nothing concerns them', () => {
    const other: ChatEvent = { ...edited, target: 5 };
    expect(changeLooked(held, AT, [posted(9), other]).board).toBe(held.board);
    expect(changeLooked(held, 'other server', [edited]).board).toBe(held.board);
  });

  it('are added to what was found before, and dropped with their place', () => {
    const more = putLooked(held, AT, { 5: posted(5) as Message });
    expect(Object.keys(more.board[AT] ?? {})).toEqual(['3', '4', '5']);
    expect(dropLooked(more, (at) => at === AT).board).toEqual({});
  });
});
