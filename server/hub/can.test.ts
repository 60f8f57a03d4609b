import { describe, expect, it } from 'vitest';
import type { Access, Role } from '../../protocol/model';
import { can, type Place, type RoomAction, type Standing, whyNot, whyNotOnServer } from './can';

/**
 * Every cell of who × where × what. Letters say what is allowed: J join, L leave, P post, R read,
 * N announce, E react (emoji), B pin (board), M moderate, Y type, T topic, A access, I invite. A dot says that the room is not even shown.
 */
const ROLES: readonly Role[] = ['host', 'moderator', 'member', 'guest'];
const PLACES: Record<string, Place> = {
  lobby: { kind: 'lobby', access: 'open' },
  open: { kind: 'room', access: 'open' },
  password: { kind: 'room', access: 'password' },
  invite: { kind: 'room', access: 'invite' },
  direct: { kind: 'direct', access: 'invite' },
};
const LETTERS: Record<RoomAction, string> = {
  join: 'J',
  leave: 'L',
  post: 'P',
  read: 'R',
  announce: 'N',
  react: 'E',
  pin: 'B',
  moderate: 'M',
  type: 'Y',
  topic: 'T',
  access: 'A',
  invite: 'I',
};
//                    host       moderator  member    guest
const TABLE: Record<string, readonly [string, string, string, string]> = {
  'lobby outside': ['J', 'J', 'J', 'J'],
  'lobby member': ['JLPRNEBMYTI', 'JLPRNEBMYTI', 'JLPREYI', 'JLPREY'],
  'open outside': ['JA', 'J', 'J', 'J'],
  'open invited': ['JA', 'J', 'J', 'J'],
  'open owner outside': ['JA', 'JA', 'JA', 'JA'],
  'open member': ['JLPRNEBMYTAI', 'JLPRNEBMYTI', 'JLPREYI', 'JLPREY'],
  'open owner member': ['JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI'],
  'password outside': ['A', '', '', ''],
  'password knows': ['JA', 'J', 'J', 'J'],
  'password invited': ['JA', 'J', 'J', 'J'],
  'password owner outside': ['JA', 'JA', 'JA', 'JA'],
  'password member': ['JLPRNEBMYTAI', 'JLPRNEBMYTI', 'JLPREYI', 'JLPREY'],
  'password owner member': ['JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI'],
  'invite outside': ['.', '.', '.', '.'],
  'invite knows': ['.', '.', '.', '.'],
  'invite invited': ['JA', 'J', 'J', 'J'],
  'invite owner outside': ['JA', 'JA', 'JA', 'JA'],
  'invite member': ['JLPRNEBMYTAI', 'JLPRNEBMYTI', 'JLPREYI', 'JLPREY'],
  'invite owner member': ['JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI', 'JLPRNEBMYTAI'],
  'direct outside': ['.', '.', '.', '.'],
  'direct member': ['JLPREBY', 'JLPREBY', 'JLPREBY', 'JLPREBY'],
};

describe('who may do what', () => {
  for (const [row, cells] of Object.entries(TABLE)) {
    const place = PLACES[row.split(' ')[0] ?? ''] as Place;
    ROLES.forEach((role, i) => {
      it(`${role}, ${row}: ${cells[i] || 'nothing'}`, () => {
        const who: Standing = {
          role,
          member: row.includes('member'),
          owner: row.includes('owner'),
          invited: row.includes('invited'),
          knowsPassword: row.includes('knows'),
        };
        const actions = Object.keys(LETTERS) as RoomAction[];
        const allowed = actions.filter((action) => can(who, action, place));
        const letters = allowed.map((action) => LETTERS[action]).join('');
        expect(letters).toBe(cells[i] === '.' ? '' : cells[i]);
        if (cells[i] !== '.') return;
        for (const action of actions) {
          const hidden =
            place.kind === 'room' && action === 'join' ? 'invite-only' : 'no-such-room';
          expect(whyNot(who, action, place)).toBe(hidden);
        }
      });
    });
  }

  it('says why', () => {
    const who = (more: Partial<Standing>): Standing => ({
      role: 'member',
      member: false,
      owner: false,
      invited: false,
      knowsPassword: false,
      ...more,
    });
    const place = (access: Access): Place => ({ kind: 'room', access });
    expect(whyNot(who({}), 'join', place('password'))).toBe('password-required');
    expect(whyNot(who({}), 'post', place('open'))).toBe('not-a-member');
    expect(whyNot(who({ member: true }), 'topic', place('open'))).toBe('not-allowed');
  });

  it('leaves the end of the server to hosts', () => {
    expect(ROLES.map((role) => whyNotOnServer(role, 'shutdown'))).toEqual([
      null,
      'not-allowed',
      'not-allowed',
      'not-allowed',
    ]);
    for (const role of ROLES) {
      expect(whyNotOnServer(role, 'create')).toBeNull();
      expect(whyNotOnServer(role, 'direct')).toBeNull();
    }
  });
});
