import { beforeEach, describe, expect, it } from 'vitest';
import {
  LAN_ADDRESSES_MAX,
  LAN_FORGET_MS,
  LAN_MOVED_MS,
  LAN_SERVERS_MAX,
  LAN_SERVERS_PER_SOURCE_MAX,
} from '../protocol/limits';
import { NearbyTable } from './nearby-table';
import { announcementOf, keyOf } from './testing/facts';

let table: NearbyTable;
beforeEach(() => {
  table = new NearbyTable();
});
const hosts = (at = 0) => table.list()[at]?.addresses.map(({ host }) => host);

describe('a server', () => {
  it('is listed with what it says and where it was heard', () => {
    expect(table.hear(announcementOf(), '192.168.0.24', 1)).toBe(true);
    expect(table.list()).toEqual([
      {
        id: keyOf('민수'),
        key: keyOf('민수'),
        name: '3학년 2반',
        host: '민수네 컴퓨터',
        addresses: [{ host: '192.168.0.24', port: 7878 }],
        people: 5,
        lock: false,
        version: '0.1.0',
        understood: true,
      },
    ]);
  });
  it('that says the same again changes nothing', () => {
    table.hear(announcementOf(), '192.168.0.24', 1);
    expect(table.hear(announcementOf(), '192.168.0.24', 2)).toBe(false);
    expect(table.hear(announcementOf({ people: 6 }), '192.168.0.24', 3)).toBe(true);
  });
  it('with one key is one, at every address; the one heard of last leads and stays there', () => {
    table.hear(announcementOf(), '192.168.0.24', 1);
    expect(table.hear(announcementOf(), '10.0.0.5', 2)).toBe(true);
    expect(table.hear(announcementOf(), '192.168.0.24', 3)).toBe(false);
    expect(table.hear(announcementOf({ port: 7879 }), '10.0.0.5', 4)).toBe(true);
    expect(table.list()).toHaveLength(1);
    expect(table.list()[0]?.addresses).toEqual([
      { host: '10.0.0.5', port: 7879 },
      { host: '10.0.0.5', port: 7878 },
      { host: '192.168.0.24', port: 7878 },
    ]);
  });
  it('without a key is known by its address', () => {
    const bare = announcementOf({ key: undefined });
    table.hear(bare, '192.168.0.24', 1);
    table.hear(bare, '192.168.0.25', 1);
    expect(table.list().map(({ id }) => id)).toEqual(['192.168.0.24:7878', '192.168.0.25:7878']);
  });
  it('that speaks other versions of the chat protocol only is not understood', () => {
    for (const [protocol, understood] of [
      [[1, 3], true],
      [[2, 3], false],
      [[0, 0], false],
    ] as const) {
      table.hear(announcementOf({ protocol: [...protocol] }), '192.168.0.24', 1);
      expect(table.list()[0]?.understood).toBe(understood);
    }
  });
});

describe('names', () => {
  it('are shown without what misleads', () => {
    const name = ' 우리\u202E\n 방\u0007 👩\u200D🚀 z̷̷̷̷̷̷ ';
    table.hear(announcementOf({ name, host: 'a\u200Bb', version: '1\u001B[31m' }), '10.0.0.1', 1);
    expect(table.list()[0]).toMatchObject({
      name: '우리 방 👩\u200D🚀 z̷̷̷',
      host: 'ab',
      version: '1[31m',
    });
  });
  it('of which nothing is left list no server', () => {
    expect(table.hear(announcementOf({ name: '\u202E\u200B ' }), '10.0.0.1', 1)).toBe(false);
    expect(table.list()).toEqual([]);
  });
});

describe('forgetting', () => {
  it('takes an address sooner when the server is heard elsewhere: it has moved', () => {
    table.hear(announcementOf(), '192.168.0.24', 0);
    table.hear(announcementOf(), '10.0.0.5', LAN_MOVED_MS - 1);
    expect(table.forget(LAN_MOVED_MS - 1)).toBe(false);
    table.hear(announcementOf(), '10.0.0.5', LAN_MOVED_MS);
    expect(table.forget(LAN_MOVED_MS)).toBe(true);
    expect(hosts()).toEqual(['10.0.0.5']);
  });
  it('takes an address after its time, and the server with the last', () => {
    table.hear(announcementOf(), '192.168.0.24', 0);
    table.hear(announcementOf(), '10.0.0.5', 3_000);
    expect(table.forget(LAN_FORGET_MS - 1)).toBe(false);
    expect(table.forget(LAN_FORGET_MS)).toBe(true);
    expect(hosts()).toEqual(['10.0.0.5']);
    expect(table.forget(LAN_FORGET_MS + 3_000)).toBe(true);
    expect(table.list()).toEqual([]);
  });
  it('is not put off by a clock that was set back', () => {
    table.hear(announcementOf(), '192.168.0.24', 1_000_000);
    expect(table.forget(0)).toBe(true);
  });
});

describe('a goodbye', () => {
  it('takes away the address that it comes from', () => {
    table.hear(announcementOf(), '192.168.0.24', 0);
    table.hear(announcementOf(), '10.0.0.5', 0);
    const bye = announcementOf({ kind: 'bye' });
    expect(table.hear(bye, '10.0.0.5', 1)).toBe(true);
    expect(hosts()).toEqual(['192.168.0.24']);
    expect(table.hear(bye, '192.168.0.24', 1)).toBe(true);
    expect(table.list()).toEqual([]);
  });
  it('from elsewhere, or of an unknown server, does nothing', () => {
    table.hear(announcementOf(), '192.168.0.24', 0);
    const bye = announcementOf({ kind: 'bye' });
    expect(table.hear(bye, '10.6.6.6', 1)).toBe(false);
    expect(table.hear({ ...bye, port: 1 }, '192.168.0.24', 1)).toBe(false);
    expect(table.hear({ ...bye, key: keyOf('또') }, '192.168.0.24', 1)).toBe(false);
    expect(hosts()).toEqual(['192.168.0.24']);
  });
});

describe('bounds', () => {
  it('hold for one source, which does not crowd out others', () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      table.hear(announcementOf({ key: keyOf(`${i}`) }), '10.6.6.6', 0),
    );
    expect(many.filter(Boolean)).toHaveLength(LAN_SERVERS_PER_SOURCE_MAX);
    expect(table.hear(announcementOf({ key: keyOf('옆집') }), '10.0.0.2', 0)).toBe(true);
  });
  it('hold for all, and who is known stays', () => {
    table.hear(announcementOf(), '192.168.0.24', 0);
    for (let i = 0; i < 300; i += 1) {
      table.hear(announcementOf({ key: keyOf(`${i}`) }), `10.0.${i >> 8}.${i & 255}`, 0);
    }
    expect(table.list()).toHaveLength(LAN_SERVERS_MAX);
    expect(table.list()[0]?.key).toBe(keyOf('민수'));
    expect(table.hear(announcementOf({ people: 9 }), '192.168.0.24', 1)).toBe(true);
  });
  it('hold for the addresses of one server', () => {
    for (let i = 0; i < 100; i += 1) table.hear(announcementOf(), `10.0.0.${i}`, 0);
    expect(hosts()).toHaveLength(LAN_ADDRESSES_MAX);
    expect(hosts()?.[0]).toBe('10.0.0.99');
  });
});

describe('news', () => {
  const newsOf = () => table.list()[0]?.news;
  const say = (text: string | null, at = 0) =>
    table.hear(announcementOf(), '10.0.0.1', 0, text === null ? undefined : { text, at });
  it('are listed only when they are given as proven, and go with them', () => {
    const news = { text: '거짓', at: 9, spki: 'x', signature: 'y' };
    table.hear(announcementOf({ news }), '10.0.0.1', 0);
    expect(newsOf()).toBeUndefined();
    expect(say('점심 12시', 5)).toBe(true);
    expect(newsOf()).toEqual({ text: '점심 12시', at: 5 });
    expect(say(null)).toBe(true);
    expect(newsOf()).toBeUndefined();
  });
  it('that are older than the known are not brought back by playing them again', () => {
    say('점심 12시', 5);
    expect(say('아침 7시', 4)).toBe(false);
    expect(newsOf()?.text).toBe('점심 12시');
    say('저녁 6시', 6);
    expect(newsOf()?.text).toBe('저녁 6시');
  });
});
