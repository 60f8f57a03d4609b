/** Messages in, notifications out: bursts, what was missed, what is being read. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { EventOf } from '../../protocol/events';
import { NOTIFY_GATHER_MS } from '../../protocol/limits';
import { settings } from '../../protocol/settings';
import { roomView } from '../../protocol/testing/room-view';
import { wordsIn } from '../i18n/words';
import type { Note, NoteEvents } from './note';
import { type Landing, Teller } from './teller';

const ME = `k${'m'.repeat(22)}`;
const SERVER = 's'.repeat(43);
let seq = 0;
const said = (text: string, more: Partial<EventOf<'posted'>> = {}): EventOf<'posted'> => {
  seq += 1;
  const by = `k${'o'.repeat(22)}`;
  return {
    kind: 'posted',
    room: 'lobby',
    seq,
    prev: seq - 1,
    ts: 0,
    by,
    name: '서연',
    text,
    ...more,
  };
};

let shown: (Note & { open: boolean; on: NoteEvents })[];
let landed: Landing[];
let chimes: number;
let timers: { at: number; run: () => void }[];
let now: number;
let reading: string | null;
let watched: boolean;
let chosen = settings.parse({});
const rooms = new Map([
  ['lobby', roomView('lobby')],
  ['design', roomView('design')],
  ['dm', roomView('dm', { kind: 'direct', members: 2, name: '지훈' })],
]);

const open = () =>
  new Teller({
    notifier: {
      show(note, on) {
        const one = { ...note, open: true, on };
        shown.push(one);
        return {
          close() {
            one.open = false;
          },
        };
      },
    },
    server: () => ({
      name: '우리 반',
      me: { id: ME, name: '민수' },
      room: (id) => rooms.get(id),
      title: ({ name }) => name,
    }),
    settings: () => chosen,
    words: () => wordsIn('ko'),
    isReading: (place) => place.room === reading,
    isWatched: () => watched,
    land: (landing) => landed.push(landing),
    answer: (landing, text) => landed.push({ ...landing, room: `${landing.room} ${text}` }),
    chime: () => {
      chimes += 1;
    },
    canReply: true,
    now: () => new Date(now),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  });

const pass = (ms: number) => {
  now += ms;
  const due = timers.filter(({ at }) => at <= now);
  timers = timers.filter(({ at }) => at > now);
  for (const { run } of due) run();
};
const onScreen = () =>
  shown.filter((one) => one.open).map(({ title, body }) => `${title} | ${body}`);

beforeEach(() => {
  seq = 0;
  shown = [];
  landed = [];
  chimes = 0;
  timers = [];
  now = 1_000_000;
  reading = null;
  watched = false;
  chosen = settings.parse({});
});

describe('a message', () => {
  it('is shown with who and where, and leads to itself', () => {
    const teller = open();
    teller.heard(SERVER, [said('점심 먹으러 가요')], true);
    expect(onScreen()).toEqual(['서연 · #lobby | 점심 먹으러 가요']);
    shown[0]?.on.click();
    expect(landed).toEqual([{ server: SERVER, room: 'lobby', seq: 1 }]);
    shown[0]?.on.reply('네');
    expect(landed[1]).toEqual({ server: SERVER, room: 'lobby 네', seq: 1 });
    expect(chimes).toBe(0);
  });
  it('to me alone is loud, and names only who wrote', () => {
    open().heard(SERVER, [said('있어요?', { room: 'dm', name: '지훈' })], true);
    expect(onScreen()).toEqual(['지훈 | 있어요?']);
    expect(chimes).toBe(1);
  });
  it('of what is being read, or read already, is not shown', () => {
    reading = 'lobby';
    rooms.set('design', roomView('design', { read: 2 }));
    open().heard(SERVER, [said('a'), said('b', { room: 'design' })], true);
    rooms.set('design', roomView('design'));
    expect(shown).toEqual([]);
  });
  it('is shown without its words where that was chosen', () => {
    chosen = settings.parse({ hideText: true });
    open().heard(SERVER, [said('@민수 비밀')], true);
    expect(onScreen()).toEqual(['우리 반 | 새 메시지']);
  });
  it('shows no spoiler, no turned text and not all of a long one', () => {
    const teller = open();
    teller.heard(SERVER, [said('범인은 ||집사|| \u202Egnp.exe')], true);
    expect(onScreen()).toEqual(['서연 · #lobby | 범인은 ■■ gnp.exe']);
    teller.settled(SERVER, 'lobby');
    teller.heard(SERVER, [said('가'.repeat(4000))], true);
    expect(onScreen()[0]?.length).toBeLessThan(220);
  });
});

describe('a burst', () => {
  it('in one room is gathered into one notification that leads to its first message', () => {
    const teller = open();
    teller.heard(SERVER, [said('하나')], true);
    teller.heard(SERVER, [said('둘'), said('셋')], true);
    expect(onScreen()).toEqual(['서연 · #lobby | 하나']);
    pass(NOTIFY_GATHER_MS);
    expect(onScreen()).toEqual(['#lobby · 새 메시지 3개 | 서연: 셋']);
    shown.at(-1)?.on.click();
    expect(landed).toEqual([{ server: SERVER, room: 'lobby', seq: 1 }]);
    pass(NOTIFY_GATHER_MS);
    expect(onScreen()).toHaveLength(1);
  });
  it('in two rooms is two', () => {
    open().heard(SERVER, [said('a'), said('b', { room: 'design' }), said('c')], true);
    expect(onScreen()).toHaveLength(2);
  });
  it('does not hold back what names me', () => {
    const teller = open();
    teller.heard(SERVER, [said('a'), said('@민수 이거 봐요')], true);
    expect(onScreen()).toEqual(['#lobby · 새 메시지 2개 | 서연: @민수 이거 봐요']);
    expect(chimes).toBe(1);
  });
  it('is over when the room is read, and nothing of it comes late', () => {
    const teller = open();
    teller.heard(SERVER, [said('a'), said('b')], true);
    teller.settled(SERVER, 'lobby');
    pass(NOTIFY_GATHER_MS);
    expect(onScreen()).toEqual([]);
    teller.heard(SERVER, [said('c')], true);
    expect(onScreen()).toEqual(['서연 · #lobby | c']);
  });
});

describe('what was missed', () => {
  it('is told as one sum, which leads to what is meant for me', () => {
    const teller = open();
    const mention = said('@민수 회의', { room: 'design' });
    teller.heard(SERVER, [said('a'), said('b'), mention], false);
    expect(shown).toEqual([]);
    teller.caughtUp(SERVER);
    expect(onScreen()).toEqual(['우리 반 | 대화방 2곳에 새 메시지 3개 · 나를 부른 것 1개']);
    shown[0]?.on.click();
    expect(landed).toEqual([{ server: SERVER, room: 'design', seq: mention.seq }]);
    teller.watched();
    expect(onScreen()).toEqual([]);
  });
  it('is told as itself when it is one', () => {
    const teller = open();
    teller.heard(SERVER, [said('a')], false);
    teller.caughtUp(SERVER);
    expect(onScreen()).toEqual(['서연 · #lobby | a']);
  });
  it('is not told to somebody who sits at the window', () => {
    watched = true;
    const teller = open();
    teller.heard(SERVER, [said('a'), said('b')], false);
    teller.caughtUp(SERVER);
    watched = false;
    teller.caughtUp(SERVER);
    expect(shown).toEqual([]);
  });
  it('goes with its server', () => {
    const teller = open();
    teller.heard(SERVER, [said('a')], true);
    teller.heard(SERVER, [said('b')], false);
    teller.forget(SERVER);
    teller.caughtUp(SERVER);
    pass(NOTIFY_GATHER_MS);
    expect(onScreen()).toEqual([]);
  });
});
