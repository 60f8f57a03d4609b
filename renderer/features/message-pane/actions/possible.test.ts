import { describe, expect, it } from 'vitest';
import { NO_RULES } from '../../../../protocol/rules';
import { jihoon, minsu, room, seoyeon, server } from '../../../store/fixtures';
import { toServer } from '../../../store/slices/servers';
import { actionOfKey } from './keys';
import { possibleActions } from './possible';

const lobby = room('lobby', '공지');
const as = (me: typeof minsu) => toServer(server({ me }));
const said = { by: seoyeon.id, seq: 7, text: '안녕' };

describe('what can be done with a message', () => {
  it('of another one, as a member', () => {
    expect(possibleActions(said, as(jihoon), lobby)).toEqual([
      ...['react', 'reply', 'copy', 'copyMarkdown', 'copyLink', 'forward', 'unread'],
    ]);
  });

  it('of mine: it can be changed and taken back, and what it said before can be seen', () => {
    expect(possibleActions(said, as(seoyeon), lobby)).toEqual(
      expect.arrayContaining(['edit', 'delete']),
    );
    expect(possibleActions(said, as(seoyeon), lobby)).not.toContain('history');
    expect(possibleActions({ ...said, edited: 1 }, as(seoyeon), lobby)).toContain('history');
    expect(possibleActions({ ...said, edited: 1 }, as(jihoon), lobby)).not.toContain('history');
  });

  it('of another one, as the host, a moderator, or the owner of the room', () => {
    const moderator = { ...jihoon, role: 'moderator' as const };
    for (const [who, where] of [
      [minsu, lobby],
      [moderator, lobby],
      [jihoon, { ...lobby, owner: jihoon.id }],
    ] as const) {
      const possible = possibleActions(said, as(who), where);
      expect(possible).toEqual(expect.arrayContaining(['pin', 'delete']));
      expect(possible).not.toContain('edit');
    }
  });

  it('between two: both pin, and nobody takes back what the other one said', () => {
    const direct = room('dx', '', { kind: 'direct' });
    const possible = possibleActions(said, as(minsu), direct);
    expect(possible).toContain('pin');
    expect(possible).not.toContain('delete');
  });

  it('when it is pinned, it can be unpinned', () => {
    const board = { ...lobby, pins: [7] };
    expect(possibleActions(said, as(minsu), board)).toContain('unpin');
    expect(possibleActions(said, as(minsu), board)).not.toContain('pin');
  });

  it('in a classroom: who leads it can ask everybody to look', () => {
    const lesson = { ...lobby, rules: { ...NO_RULES, classroom: true } };
    expect(possibleActions(said, as(minsu), lesson)).toContain('look');
    expect(possibleActions(said, as(jihoon), lesson)).not.toContain('look');
    expect(possibleActions(said, as(minsu), lobby)).not.toContain('look');
  });

  it('when it is deleted, or only carries files', () => {
    const gone = { ...said, text: '', gone: { by: seoyeon.id, ts: 1 } };
    expect(possibleActions(gone, as(minsu), lobby)).toEqual(['unread']);
    const files = possibleActions({ ...said, text: '' }, as(seoyeon), lobby);
    for (const none of ['edit', 'copy', 'copyMarkdown', 'forward'])
      expect(files).not.toContain(none);
  });

  it('on a server without a key: no link leads there', () => {
    const { fingerprint: _none, ...plain } = as(jihoon);
    expect(possibleActions(said, plain, lobby)).not.toContain('copyLink');
  });
});

describe('keys on a line', () => {
  const press = (key: string, more = {}) =>
    actionOfKey({
      ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
      ...more,
    });

  it('are letters, also where the keyboard writes Hangul', () => {
    expect(press('r')).toBe('reply');
    expect(press('ㄱ', { code: 'KeyR' })).toBe('reply');
    expect(press('ㄷ', { code: 'KeyE' })).toBe('edit');
  });

  it('believe a layout that writes Latin letters elsewhere', () => {
    expect(press('p', { code: 'KeyR' })).toBe('pin');
  });

  it('take plus with or without Shift, and Delete', () => {
    expect(press('+', { shiftKey: true })).toBe('react');
    expect(press('=')).toBe('react');
    expect(press('Delete')).toBe('delete');
  });

  it('leave shortcuts, capitals and other letters alone', () => {
    expect(press('c', { ctrlKey: true })).toBeNull();
    expect(press('R', { shiftKey: true })).toBeNull();
    expect(press('h')).toBeNull();
    expect(press('ㅎ', { code: 'KeyG' })).toBeNull();
  });
});
