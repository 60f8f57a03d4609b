import { describe, expect, it } from 'vitest';
import type { Access, Role } from '../../protocol/model';
import {
  can,
  mayActOn,
  type Place,
  type RoomAction,
  type ServerAction,
  type Standing,
  whyNot,
  whyNotOnServer,
} from './can';

/**
 * Every cell of who × where × what. Letters say what is allowed: J join, L leave, P post, R read,
 * N announce, E react (emoji), B pin (board), M moderate, Y type, T topic, A access, I invite, U rules,
 * G rename, D delete the room, X expel, H raise a hand, K ask all to look. A dot says that the room is not even shown.
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
  rules: 'U',
  rename: 'G',
  delete: 'D',
  expel: 'X',
  hand: 'H',
  look: 'K',
};
const OWNER = 'JLPRNEBMYTAIUGDX';
//                    host       moderator  member    guest
const TABLE: Record<string, readonly [string, string, string, string]> = {
  'lobby outside': ['JUGX', 'JUGX', 'J', 'J'],
  'lobby member': ['JLPRNEBMYTIUGX', 'JLPRNEBMYTIUGX', 'JLPREYI', 'JLPREY'],
  'lobby muted member': ['JLPRNEBMYTIUGX', 'JLPRNEBMYTIUGX', 'JLRI', 'JLR'],
  'lobby readonly member': ['JLPRNEBMYTIUGX', 'JLPRNEBMYTIUGX', 'JLREI', 'JLRE'],
  'open outside': ['JAUGDX', 'JUGX', 'J', 'J'],
  'open locked outside': ['JAUGDX', 'JUGX', '', ''],
  'open locked invited': ['JAUGDX', 'JUGX', '', ''],
  'open locked owner outside': ['JAUGDX', 'JAUGDX', 'JAUGDX', 'JAUGDX'],
  'open locked member': ['JLPRNEBMYTAIUGDX', 'JLPRNEBMYTIUGX', 'JLPREYI', 'JLPREY'],
  'open invited': ['JAUGDX', 'JUGX', 'J', 'J'],
  'open owner outside': ['JAUGDX', 'JAUGDX', 'JAUGDX', 'JAUGDX'],
  'open member': ['JLPRNEBMYTAIUGDX', 'JLPRNEBMYTIUGX', 'JLPREYI', 'JLPREY'],
  'open owner member': [OWNER, OWNER, OWNER, OWNER],
  'open readonly owner member': [OWNER, OWNER, OWNER, OWNER],
  'open muted owner member': [OWNER, OWNER, 'JLRNBMTAIUGDX', 'JLRNBMTAIUGDX'],
  'open classroom outside': ['JAUGDX', 'JUGX', 'J', 'J'],
  'open classroom member': [`${OWNER}HK`, 'JLPRNEBMYTIUGXHK', 'JLPREYIH', 'JLPREYH'],
  'open classroom owner member': [`${OWNER}HK`, `${OWNER}HK`, `${OWNER}HK`, `${OWNER}HK`],
  'password outside': ['AUGDX', 'UGX', '', ''],
  'password knows': ['JAUGDX', 'JUGX', 'J', 'J'],
  'password locked knows': ['JAUGDX', 'JUGX', '', ''],
  'password invited': ['JAUGDX', 'JUGX', 'J', 'J'],
  'password owner outside': ['JAUGDX', 'JAUGDX', 'JAUGDX', 'JAUGDX'],
  'password member': ['JLPRNEBMYTAIUGDX', 'JLPRNEBMYTIUGX', 'JLPREYI', 'JLPREY'],
  'password owner member': [OWNER, OWNER, OWNER, OWNER],
  'invite outside': ['.', '.', '.', '.'],
  'invite knows': ['.', '.', '.', '.'],
  'invite invited': ['JAUGDX', 'JUGX', 'J', 'J'],
  'invite owner outside': ['JAUGDX', 'JAUGDX', 'JAUGDX', 'JAUGDX'],
  'invite member': ['JLPRNEBMYTAIUGDX', 'JLPRNEBMYTIUGX', 'JLPREYI', 'JLPREY'],
  'invite owner member': [OWNER, OWNER, OWNER, OWNER],
  'direct outside': ['.', '.', '.', '.'],
  'direct member': ['JLPREBY', 'JLPREBY', 'JLPREBY', 'JLPREBY'],
};

describe('who may do what', () => {
  for (const [row, cells] of Object.entries(TABLE)) {
    ROLES.forEach((role, i) => {
      it(`${role}, ${row}: ${cells[i] || 'nothing'}`, () => {
        const who: Standing = {
          role,
          member: row.includes('member'),
          owner: row.includes('owner'),
          invited: row.includes('invited'),
          knowsPassword: row.includes('knows'),
          muted: row.includes('muted'),
        };
        const rules = {
          readOnly: row.includes('readonly'),
          locked: row.includes('locked'),
          classroom: row.includes('classroom'),
        };
        const place = { ...(PLACES[row.split(' ')[0] ?? ''] as Place), rules };
        const actions = Object.keys(LETTERS) as RoomAction[];
        const allowed = actions.filter((action) => can(who, action, place));
        const letters = allowed.map((action) => LETTERS[action]).join('');
        expect(letters).toBe(cells[i] === '.' ? '' : cells[i]);
        if (cells[i] !== '.') return;
        for (const action of actions) expect(whyNot(who, action, place)).toBe('no-such-room');
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

  it('says what keeps somebody from writing, and from coming in', () => {
    const place: Place = { kind: 'room', access: 'open', rules: { readOnly: true, locked: true } };
    const who = { role: 'member', owner: false, invited: false, knowsPassword: false } as const;
    expect(whyNot({ ...who, member: true }, 'post', place)).toBe('read-only');
    expect(whyNot({ ...who, member: true, muted: true }, 'post', place)).toBe('muted');
    expect(whyNot({ ...who, member: false }, 'join', place)).toBe('locked');
  });

  it('on the server as a whole', () => {
    const everybody = ['create', 'direct'] as const;
    const moderators = ['sanction', 'modlog', 'door', 'admit', 'people'] as const;
    const hosts = ['shutdown', 'role', 'capacity', 'handover', 'invites'] as const;
    const may = (action: ServerAction) =>
      ROLES.filter((role) => whyNotOnServer(role, action) === null);
    for (const action of everybody) expect(may(action), action).toEqual(ROLES);
    for (const action of moderators) expect(may(action), action).toEqual(['host', 'moderator']);
    for (const action of hosts) expect(may(action), action).toEqual(['host']);
    // Does not compile when an action is in none of the lists.
    type Listed = (typeof everybody | typeof moderators | typeof hosts)[number];
    const none: Exclude<ServerAction, Listed>[] = [];
    expect(none satisfies never[]).toEqual([]);
  });
});

describe('who may act on whom', () => {
  //                     host moderator member guest (of no room)
  const SERVER: Record<Role, string> = {
    host: '.XXX',
    moderator: '..XX',
    member: '....',
    guest: '....',
  };
  it.each(ROLES)('%s', (role) => {
    const cells = ROLES.map((other) =>
      mayActOn({ role, owner: false }, { role: other, owner: false }) ? 'X' : '.',
    );
    expect(cells.join('')).toBe(SERVER[role]);
    // The owner of a room acts there as a moderator does, and is one to others.
    const asOwner = ROLES.map((other) =>
      mayActOn({ role, owner: true }, { role: other, owner: false }) ? 'X' : '.',
    );
    expect(asOwner.join('')).toBe(role === 'host' ? SERVER.host : SERVER.moderator);
    expect(mayActOn({ role, owner: false }, { role: 'member', owner: true })).toBe(role === 'host');
  });
});
