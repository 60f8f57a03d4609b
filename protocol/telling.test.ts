import { describe, expect, it } from 'vitest';
import type { EventOf } from './events';
import { NOTIFY_CROWD } from './limits';
import { settings } from './settings';
import {
  type Circumstances,
  isQuietTime,
  levelOf,
  roomBadge,
  sumBadges,
  type Telling,
  type TellingSettings,
  tell,
} from './telling';
import { ALWAYS } from './told-settings';

const ME = { id: 'kAAAAAAAAAAAAAAAAAAAAAA', name: '민수' };
const SHE = 'kBBBBBBBBBBBBBBBBBBBBBB';
const PLACE = 'lobby SERVER';
/** A Saturday at noon. */
const NOON = new Date(2026, 10, 21, 12, 0);

const message = (text: string, more: Partial<EventOf<'posted'>> = {}): EventOf<'posted'> => ({
  kind: 'posted',
  room: 'lobby',
  seq: 5,
  prev: 4,
  ts: NOON.getTime(),
  by: SHE,
  name: '서연',
  text,
  ...more,
});
const about = (
  more: Partial<Omit<Circumstances, 'settings'>> = {},
  chosen: Partial<TellingSettings> = {},
): Circumstances => ({
  me: ME,
  room: { kind: 'room', members: 4 },
  place: PLACE,
  reading: false,
  now: NOON,
  ...more,
  settings: { ...settings.parse({}), ...chosen },
});
const direct = { room: { kind: 'direct', members: 2 } } as const;
const crowd = { room: { kind: 'room', members: NOTIFY_CROWD + 1 } } as const;
const rule = (one: TellingSettings['roomRules'][string]) => ({ roomRules: { [PLACE]: one } });
const hello = message('hello');
const named = message('@민수야 봐');

const line = ({ notify, badge }: Telling): string => `${notify}, ${badge}`;

describe('a message that comes', () => {
  it.each<[string, EventOf<'posted'>, Circumstances, string]>([
    ['in a small room', hello, about(), 'quiet, dot'],
    ['in a crowd', hello, about(crowd), 'none, dot'],
    ['in a crowd, chosen', hello, about(crowd, { notify: 'all' }), 'quiet, dot'],
    ['that names me', named, about(crowd), 'loud, number'],
    ['to everybody here', message('@여기 모이세요'), about(crowd), 'loud, number'],
    ['to everybody here, in English', message('lunch, @here?'), about(crowd), 'loud, number'],
    ['to somebody called like it', message('@hereford is nice'), about(crowd), 'none, dot'],
    [
      'that answers me',
      message('네', { reply: { ...hello, ...ME, by: ME.id } }),
      about(),
      'loud, number',
    ],
    [
      'as an announcement',
      message('내일 쉬어요', { announce: true }),
      about(crowd),
      'loud, number',
    ],
    ['with a keyword', message('회식은요?'), about(crowd, { keywords: ['회식'] }), 'loud, number'],
    [
      'with a keyword inside a word',
      message('cartoon'),
      about(crowd, { keywords: ['art'] }),
      'none, dot',
    ],
    ['to me alone', hello, about(direct), 'loud, number'],
    ['to me alone, nothing wanted', hello, about(direct, { notify: 'nothing' }), 'none, number'],
    ['to me alone, mentions wanted', hello, about(direct, { notify: 'mentions' }), 'loud, number'],
    ['where only mentions are wanted', hello, about({}, rule({ level: 'mentions' })), 'none, dot'],
    ['where nothing is wanted', named, about({}, rule({ level: 'nothing' })), 'none, number'],
    [
      'where all is wanted against the rule',
      hello,
      about({}, { notify: 'nothing', ...rule({ level: 'all' }) }),
      'quiet, dot',
    ],
    ['in a muted room', hello, about({}, rule({ mutedUntil: ALWAYS })), 'none, none'],
    ['in a muted room, naming me', named, about({}, rule({ mutedUntil: ALWAYS })), 'none, number'],
    ['in a room muted until a while ago', hello, about({}, rule({ mutedUntil: 5 })), 'quiet, dot'],
    ['in what I am reading', named, about({ reading: true }), 'none, none'],
    ['from myself', message('@민수', { by: ME.id }), about(), 'none, none'],
    ['deleted already', message('', { gone: { by: SHE, ts: 1 } }), about(), 'none, none'],
    ['while I am not to be disturbed', named, about({}, { dndUntil: ALWAYS }), 'none, number'],
    ['after I was not to be disturbed', named, about({}, { dndUntil: 5 }), 'loud, number'],
    [
      'from somebody blocked',
      named,
      about({}, { blocked: [{ user: SHE, name: '서연' }] }),
      'none, none',
    ],
    [
      'from somebody blocked, to me alone',
      hello,
      about(direct, { blocked: [{ user: SHE, name: '' }] }),
      'none, none',
    ],
    [
      'from somebody muted',
      named,
      about({}, { mutedPeople: [{ user: SHE, name: '서연' }] }),
      'none, number',
    ],
  ])('%s', (_what, event, circumstances, expected) => {
    expect(line(tell(event, circumstances))).toBe(expected);
  });

  it('is told without its text where that was chosen', () => {
    expect(tell(named, about()).textHidden).toBe(false);
    expect(tell(named, about({}, { hideText: true })).textHidden).toBe(true);
  });

  it('is nothing when it is no message', () => {
    const joined = { ...hello, kind: 'joined' } as never;
    expect(line(tell(joined, about()))).toBe('none, none');
  });
});

describe('quiet hours', () => {
  const night = { on: true, from: 22 * 60, to: 7 * 60, days: [6] };
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);
  it.each([
    ['before they begin', at(21, 21, 59), false],
    ['when they begin', at(21, 22), true],
    ['after midnight, on the next day', at(22, 6, 59), true],
    ['when they end', at(22, 7), false],
    ['on the evening of a day without them', at(22, 23), false],
    ['on the morning after such a day', at(23, 3), false],
  ])('%s', (_what, now, quiet) => {
    expect(isQuietTime(night, now)).toBe(quiet);
  });
  it('within one day', () => {
    const lesson = { on: true, from: 9 * 60, to: 10 * 60, days: [6] };
    expect(isQuietTime(lesson, at(21, 9, 30))).toBe(true);
    expect(isQuietTime(lesson, at(21, 10))).toBe(false);
    expect(isQuietTime({ ...lesson, on: false }, at(21, 9, 30))).toBe(false);
    expect(isQuietTime({ ...lesson, to: lesson.from }, at(21, 9, 30))).toBe(false);
  });
  it('keep it quiet', () => {
    const quietHours = { on: true, from: 11 * 60, to: 13 * 60, days: [6] };
    expect(line(tell(named, about({}, { quietHours })))).toBe('none, number');
  });
});

describe('the badge', () => {
  const room = { kind: 'room', joined: true, unread: 5, mentions: 2 } as const;
  it.each([
    ['mentions as a number, the rest as a dot', room, undefined, { count: 2, dot: true }],
    ['nothing but mentions', { ...room, unread: 2 }, undefined, { count: 2, dot: false }],
    [
      'direct messages, all of them',
      { ...room, kind: 'direct' },
      undefined,
      { count: 5, dot: false },
    ],
    ['a muted room by its mentions only', room, { mutedUntil: ALWAYS }, { count: 2, dot: false }],
    ['a room I am not in', { ...room, joined: false }, undefined, { count: 0, dot: false }],
    [
      'a room that is read',
      { ...room, unread: 0, mentions: 0 },
      undefined,
      { count: 0, dot: false },
    ],
  ] as const)('counts %s', (_what, one, its, expected) => {
    expect(roomBadge(one, its, NOON.getTime())).toEqual(expected);
  });
  it('is the sum of all', () => {
    const badges = [
      { count: 2, dot: false },
      { count: 1, dot: true },
    ];
    expect(sumBadges(badges)).toEqual({ count: 3, dot: true });
    expect(sumBadges([])).toEqual({ count: 0, dot: false });
  });
});

describe('the level of a room', () => {
  it('is its own, else the general one, else by how many are in it', () => {
    expect(levelOf(crowd.room, { level: 'all' }, 'nothing')).toBe('all');
    expect(levelOf(crowd.room, undefined, 'auto')).toBe('mentions');
    expect(levelOf({ kind: 'room', members: NOTIFY_CROWD }, {}, 'auto')).toBe('all');
    expect(levelOf(direct.room, {}, 'mentions')).toBe('all');
  });
});
