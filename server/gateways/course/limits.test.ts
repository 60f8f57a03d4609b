/** What the course's wire does at its edges: too much, too fast, too long, and what is no message. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { ERROR_CODES } from '../../../protocol/errors';
import type { ChatEvent } from '../../../protocol/events';
import {
  BAD_FRAMES_MAX,
  COURSE_FRAME_MAX_BYTES,
  COURSE_MEMBERS_MAX,
  COURSE_ROOMS_MAX_BYTES,
  MESSAGE_MAX_CHARS,
  NAME_MAX_CHARS,
  RATE_GUEST_MESSAGES,
} from '../../../protocol/limits';
import type { RoomInfo, UserInfo } from '../../../protocol/model';
import { checkName } from '../../../protocol/names';
import { fc } from '../../../protocol/testing/property';
import type { Hub } from '../../hub/api';
import type { Session } from '../../session/session';
import { mutate, seeded } from '../../testing/mutate';
import { join } from '../../testing/native-client';
import { testServer } from '../../testing/test-server';
import { batchBytes } from './deliver';
import { firstName } from './first-name';
import { FrameCutter, frame } from './frames';
import { jsonCodec } from './json-codec';
import type { ServerMessage } from './messages';
import { protobufCodec } from './protobuf-codec';
import { listRooms } from './rooms-list';
import { bytesOf, CourseClient, FORMATS, u16 } from './test-client';
import { bye, refused } from './words';

const CODECS = { json: jsonCodec, protobuf: protobufCodec };

describe('frames', () => {
  it('are the same wherever the bytes are split, empty ones too', () => {
    const body = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(body, { maxLength: 8 }), fc.infiniteStream(fc.nat(40)), (all, cuts) => {
        const bytes = Buffer.concat(all.map((one) => frame(one)));
        const cutter = new FrameCutter();
        const found: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          if (at >= bytes.length) break;
          found.push(...cutter.push(bytes.subarray(at, at + cut + 1)));
          at += cut + 1;
        }
        expect(found.map((one) => [...one])).toEqual(all.map((one) => [...one]));
      }),
    );
  });

  it('hold whatever the hub lets through', () => {
    const name = '가'.repeat(NAME_MAX_CHARS);
    for (const char of ['가', '"', '\\', '\n', '\u2028', '😀']) {
      const text = char.repeat(MESSAGE_MAX_CHARS / char.length);
      for (const codec of Object.values(CODECS)) {
        const bytes = codec.encode({ type: 'SCChat', member: name, text });
        expect(bytes.length).toBeLessThan(COURSE_FRAME_MAX_BYTES);
      }
    }
  });

  it('are never longer than their length can say', () => {
    expect(frame(Buffer.alloc(COURSE_FRAME_MAX_BYTES)).readUInt16BE(0)).toBe(
      COURSE_FRAME_MAX_BYTES,
    );
    expect(() => frame(Buffer.alloc(COURSE_FRAME_MAX_BYTES + 1))).toThrow('65536 bytes');
  });
});

describe('the first name', () => {
  it('is the address as Python prints it, shortened in the middle where it must be', () => {
    expect(firstName('127.0.0.1', 9001)).toBe("('127.0.0.1', 9001)");
    expect(firstName('255.255.255.255', 65535)).toBe("('255.255.255.255', 65535)");
    expect(firstName('fe80::1', 9001)).toBe("('fe80::1', 9001)");
    const long = firstName('2001:db8:85a3:1234:5678:8a2e:370:7334', 65535);
    expect(long).toBe("('2001:db8:8…e:370:7334', 65535)");
    expect(checkName(long)).toEqual({ ok: true, name: long });
  });
});

describe('the list of rooms', () => {
  const room = (n: number): RoomInfo => ({
    id: `r${String(n).padStart(16, '0')}`,
    kind: 'room',
    name: `${n} ${'방'.repeat(40)}`,
    topic: '',
    access: 'open',
    owner: null,
    members: 500,
    joined: false,
    head: 0,
  });
  const person = (n: number): UserInfo => ({
    id: `g${String(n).padStart(22, '0')}`,
    name: `${n} ${'이'.repeat(26)}`,
    role: 'guest',
    wire: 'app',
    presence: n % 2 === 0 ? 'online' : 'offline',
    verified: false,
  });
  const hubOf = (rooms: number, people: number) =>
    ({
      roomsFor: () => Array.from({ length: rooms }, (_, i) => room(rooms - i)),
      numberOf: (id: string) => Number(id.slice(1)),
      membersOf: () => Array.from({ length: people }, (_, i) => person(i)),
    }) as unknown as Hub;
  const session = {} as Session;

  it('fits into a frame of either encoding, in order, and says how much is left out', () => {
    const { rooms, more } = listRooms(hubOf(10_000, 3), session);
    expect(rooms.map(({ roomId }) => roomId)).toEqual(rooms.map((_, i) => i + 1));
    expect(rooms.length).toBeGreaterThan(100);
    expect(rooms.length + more).toBe(10_000);
    for (const codec of Object.values(CODECS)) {
      const bytes = codec.encode({ type: 'SCRoomsResult', rooms });
      expect(bytes.length).toBeGreaterThan(COURSE_ROOMS_MAX_BYTES / 2);
      expect(bytes.length).toBeLessThan(COURSE_FRAME_MAX_BYTES);
    }
  });

  it('names those who are connected, and counts a crowd', () => {
    const [few] = listRooms(hubOf(1, 4), session).rooms;
    expect(few?.members).toEqual([person(0).name, person(2).name]);
    const [crowd] = listRooms(hubOf(1, 5_000), session).rooms;
    expect(crowd?.members).toHaveLength(COURSE_MEMBERS_MAX + 1);
    expect(crowd?.members.at(-1)).toBe('외 2400명');
  });
});

it('there is one sentence for every refusal and every end', () => {
  const limits = { limit: 32, retryAfterMs: 2_300, suggestion: '민수2' };
  const said = [
    ...ERROR_CODES.map((code) => refused[code]({ code, ...limits })),
    ...ERROR_CODES.map((code) => refused[code]({ code })),
    ...Object.values(bye).flatMap((words) => [words('민수'), words(undefined)]),
  ];
  for (const text of said) {
    expect(text).toMatch(/^[^\n]*(니다|세요|민수2)\.?$/);
    expect(text).not.toContain('undefined');
  }
  expect(refused['slow-down']({ code: 'slow-down', ...limits })).toContain('3초 뒤에');
});

describe('what a batch shows', () => {
  const me = `g${'m'.repeat(22)}`;
  const event = (by: string, kind: ChatEvent['kind'], more: object = {}): ChatEvent =>
    ({
      room: 'lobby',
      seq: 1,
      prev: 0,
      ts: 0,
      by,
      name: by.slice(0, 3),
      kind,
      ...more,
    }) as ChatEvent;
  const ann = `g${'a'.repeat(22)}`;
  const shown = (events: ChatEvent[], room: string | null = 'lobby', of = 'lobby') => {
    const batch = { room: of, events, encoded: new Map() };
    const bytes = batchBytes([batch], { me, room, codec: jsonCodec });
    return new FrameCutter().push(bytes).map((body) => {
      const { member, text } = JSON.parse(body.toString());
      return member === undefined ? text : `${member}: ${text}`;
    });
  };

  it('begins where one came in, and is without what one did oneself', () => {
    const said = (by: string, text: string) => event(by, 'posted', { text });
    const events = [
      said(ann, 'before'),
      event(me, 'joined'),
      said(me, 'mine'),
      said(ann, 'after'),
      event(me, 'renamed', { old: 'old' }),
    ];
    expect(shown(events)).toEqual(['gaa: after', 'old 의 이름이 gmm 으로 변경되었습니다.']);
    expect(shown(events, null)).toEqual([]);
  });

  it('tells a topic, and leaves out who may come in', () => {
    const events = [
      event(ann, 'created', { title: 'x', access: 'open' }),
      event(ann, 'topic', { topic: '꽃' }),
      event(ann, 'topic', { topic: '' }),
      event(ann, 'access', { access: 'invite' }),
      event(ann, 'invited', { user: me, userName: 'me' }),
    ];
    expect(shown(events)).toEqual([
      '[gaa] 님이 주제를 정했습니다: 꽃',
      '[gaa] 님이 주제를 지웠습니다.',
    ]);
  });

  it('has what is said between two, and nothing else of it', () => {
    const direct = 'd0123456789abcdef';
    const events = [event(ann, 'joined'), event(ann, 'posted', { text: 'psst' })];
    expect(shown(events, 'lobby', direct)).toEqual(['gaa (1:1): psst']);
    expect(shown([event(me, 'posted', { text: 'mine' })], null, direct)).toEqual([]);
  });
});

describe.each(FORMATS)('a client in %s', (format) => {
  const open = async (options: Parameters<typeof testServer>[0] = {}) => {
    const server = await testServer(options);
    return { server, client: await CourseClient.open(format, { port: server.port }) };
  };
  const nonsense =
    format === 'json'
      ? [
          u16(Buffer.from('{"type": "CSDance"}')),
          u16(Buffer.from('{"type": "CSName"}')),
          u16(Buffer.from('{"type": "CSJoinRoom", "roomId": "2"}')),
          u16(Buffer.from([0xff, 0xfe])),
        ]
      : [
          Buffer.concat([u16([8, 9]), u16([])]),
          Buffer.concat([u16([8, 77]), u16([])]),
          Buffer.concat([u16([]), u16([1, 2, 3])]),
          Buffer.concat([u16([8, 0]), u16([0x0a, 0x7f, 1])]),
        ];

  it('may send a few frames that are nothing, and then is hung up on', async () => {
    const { client } = await open();
    client.send('Name', { name: '나' });
    await client.next();
    expect(nonsense).toHaveLength(BAD_FRAMES_MAX + 1);
    client.raw.write(Buffer.concat(nonsense.slice(0, -1)));
    expect(await client.rest()).toEqual([]);
    client.raw.write(nonsense.at(-1) as Buffer);
    expect(await client.last()).toEqual(['system 알아듣지 못한 것이 너무 많아서 연결을 끊습니다.']);
  });

  it('is told when it was too fast, once for each message that was not taken', async () => {
    const { client } = await open();
    client.send('JoinRoom', { roomId: 1 });
    await client.next();
    const { points } = RATE_GUEST_MESSAGES;
    const twice = Array.from({ length: 2 * points }, (_, i) =>
      bytesOf(format, 'Chat', { text: `${i}` }),
    );
    client.raw.write(Buffer.concat(twice));
    const said = await client.take(points);
    for (const text of said) {
      expect(text).toMatch(/^system 너무 빨라서 받지 않았습니다. \d초 뒤에 다시 해 주세요.$/);
    }
  });

  it('waits for its turn when it asks for the rooms again and again', async () => {
    const { client } = await open();
    const { points, perSeconds } = RATE_GUEST_MESSAGES;
    const asked = Array.from({ length: points + 1 }, () => bytesOf(format, 'Rooms'));
    client.raw.write(Buffer.concat(asked));
    const since = performance.now();
    const lists = await client.take(points + 1);
    expect(lists.every((list) => typeof list !== 'string')).toBe(true);
    expect(performance.now() - since).toBeGreaterThan(perSeconds * 900);
  });

  it('is told when a text is too long or empty, or a room cannot be called so', async () => {
    const { client } = await open();
    client.send('CreateRoom', { title: ' ' }).send('CreateRoom', { title: '로'.repeat(49) });
    client.send('JoinRoom', { roomId: 1 });
    client.send('Chat', { text: 'x'.repeat(60_000) }).send('Chat', { text: '' });
    const noName = 'system 쓸 수 없는 이름입니다. 보이지 않는 글자 없이 1~48자여야 합니다.';
    const noText = 'system 보낼 수 없는 글입니다. 비어 있거나 4000자가 넘습니다.';
    expect(await client.take(5)).toEqual([
      noName,
      noName,
      'system 방제[로비] 방에 입장했습니다.',
      noText,
      noText,
    ]);
  });

  it('that sends no more is served to its last message, then let go', async () => {
    const { client } = await open();
    client.raw.socket.end(
      Buffer.concat([
        bytesOf(format, 'Name', { name: '나' }),
        bytesOf(format, 'JoinRoom', { roomId: 1 }),
        bytesOf(format, 'LeaveRoom'),
      ]),
    );
    expect(await client.last()).toHaveLength(3);
  });

  it('that does not read is dropped, and nobody waits for it', async () => {
    const { server, client: stuck } = await open({ rateLimit: false });
    const other = await CourseClient.open(format, { port: server.port });
    other.send('Name', { name: '다른이' }).send('JoinRoom', { roomId: 1 });
    await other.take(2);
    stuck.send('Name', { name: '멈춘이' }).send('JoinRoom', { roomId: 1 });
    await stuck.take(2);
    stuck.raw.socket.pause();
    const app = await join({ port: server.port, name: '민수', tls: true });
    onTestFinished(() => app.close());
    let gone = false;
    let heard = 0;
    const listening = (async () => {
      while (!gone) {
        const text = await other.next();
        if (String(text).startsWith('chat ')) heard += 1;
        gone ||= text === 'system [멈춘이] 님이 퇴장했습니다.';
      }
    })();
    let said = 0;
    for (; !gone; said += 1) await app.post('가'.repeat(MESSAGE_MAX_CHARS));
    await listening;
    expect(heard).toBeGreaterThan(0);
    expect(said).toBeGreaterThan(5);
  });

  it('that is mad gets nothing but what its wire knows, and harms nobody', async () => {
    const { server, client: other } = await open({ rateLimit: false });
    const random = seeded(format === 'json' ? 11 : 12);
    const samples = [
      bytesOf(format, 'Name', { name: '홍 길동' }),
      bytesOf(format, 'CreateRoom', { title: '방' }),
      bytesOf(format, 'JoinRoom', { roomId: 1 }),
      bytesOf(format, 'Chat', { text: '안녕' }),
      bytesOf(format, 'LeaveRoom'),
      bytesOf(format, 'Rooms'),
      bytesOf(format, 'Shutdown'),
    ];
    for (let round = 0; round < 25; round += 1) {
      const mad = await CourseClient.open(format, { port: server.port });
      mad.send('Rooms');
      await mad.next();
      for (let i = 0; i < 12; i += 1) {
        const sample = samples[Math.floor(random() * samples.length)] as Buffer;
        mad.raw.write(mutate(sample, random));
      }
      mad.raw.socket.end();
      // the client throws at anything unknown
      for (const text of await mad.last()) expect(text).not.toBe('');
    }
    expect(await other.rest()).toEqual([]);
    expect(server.lines.filter((line) => line.includes('gateway'))).toEqual([]);
  });
});

it('a message is encoded once for all who hear it in one encoding', () => {
  let made = 0;
  const counting = {
    ...jsonCodec,
    encode: (message: ServerMessage) => {
      made += 1;
      return jsonCodec.encode(message);
    },
  };
  const event = {
    room: 'lobby',
    seq: 1,
    prev: 0,
    ts: 0,
    by: `g${'a'.repeat(22)}`,
    name: 'ann',
    kind: 'posted',
    text: 'hi',
  } as ChatEvent;
  const batches = [{ room: 'lobby', events: [event], encoded: new Map() }];
  const views = ['b', 'c', 'd'].map((letter) => ({
    me: `g${letter.repeat(22)}`,
    room: 'lobby',
    codec: counting,
  }));
  const bytes = views.map((view) => batchBytes(batches, view));
  expect(made).toBe(1);
  expect(new Set(bytes).size).toBe(1);
});
