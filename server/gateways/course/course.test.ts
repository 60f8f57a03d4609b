/** The course's wire from outside: bytes in, bytes out, every row of its table, in both encodings. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { join as joinNative, type NativeClient, newKey } from '../../testing/native-client';
import { dataFolder, type TestServer, testServer } from '../../testing/test-server';
import { bytesOf, CourseClient, FORMATS, type Format, type Received } from './test-client';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

async function app(server: TestServer, name: string): Promise<NativeClient> {
  const client = await joinNative({ port: server.port, name, tls: true });
  onTestFinished(() => client.close());
  return client;
}

describe.each(FORMATS)('in %s', (format: Format) => {
  const open = (server: TestServer) => CourseClient.open(format, { port: server.port });
  /** In, under a name, in no room. */
  const named = async (server: TestServer, name: string): Promise<CourseClient> => {
    const client = (await open(server)).send('Name', { name });
    expect(await client.next()).toBe(`system 이름이 ${name} 으로 변경되었습니다.`);
    return client;
  };
  /** Two people in room 2. */
  const together = async (server: TestServer) => {
    const ann = await named(server, '앤');
    ann.send('CreateRoom', { title: 'hello world' });
    expect(await ann.next()).toBe('system 방제[hello world] 방에 입장했습니다.');
    const bob = await named(server, '밥');
    bob.send('JoinRoom', { roomId: 2 });
    expect(await bob.next()).toBe('system 방제[hello world] 방에 입장했습니다.');
    expect(await ann.next()).toBe('system [밥] 님이 입장했습니다.');
    return { ann, bob };
  };

  it('nothing is sent before the client speaks, and the first name is its address', async () => {
    const server = await testServer();
    const silent = await open(server);
    const client = await open(server);
    client.send('JoinRoom', { roomId: 1 }).send('Rooms');
    expect(await client.take(2)).toEqual([
      'system 방제[로비] 방에 입장했습니다.',
      [{ roomId: 1, title: '로비', members: [client.firstName] }],
    ]);
    expect(silent.raw.bytes).toHaveLength(0);
  });

  it('a name is set outside a room, and in one before everybody in it', async () => {
    const server = await testServer();
    const { ann, bob } = await together(server);
    ann.send('Name', { name: '홍 길동' });
    const said = 'system 앤 의 이름이 홍 길동 으로 변경되었습니다.';
    expect(await ann.next()).toBe(said);
    expect(await bob.next()).toBe(said);
    ann.send('Name', { name: '홍 길동' });
    expect(await ann.next()).toBe('system 홍 길동 의 이름이 홍 길동 으로 변경되었습니다.');
    expect(await bob.rest()).toEqual([]);
  });

  it('chat goes to the others in the room and not to its sender', async () => {
    const server = await testServer();
    const { ann, bob } = await together(server);
    const elsewhere = await named(server, '셋');
    ann.send('Chat', { text: '안녕' });
    expect(await bob.next()).toBe('chat 앤 안녕');
    bob.send('Chat', { text: '둘째 줄\n"따옴표" \\ 😀' });
    expect(await ann.next()).toBe('chat 밥 둘째 줄\n"따옴표" \\ 😀');
    for (const client of [ann, bob, elsewhere]) expect(await client.rest()).toEqual([]);
  });

  it('leaving is told to the others, then to oneself', async () => {
    const server = await testServer();
    const { ann, bob } = await together(server);
    const told: Received[] = [];
    const note = (text: Received) => told.push(text);
    bob.send('LeaveRoom');
    await Promise.all([bob.next().then(note), ann.next().then(note)]);
    expect(told).toEqual([
      'system [밥] 님이 퇴장했습니다.',
      'system 방제[hello world] 대화 방에서 퇴장했습니다.',
    ]);
    bob.send('Chat', { text: '혼잣말' });
    expect(await bob.next()).toBe('system 현재 대화방에 들어가 있지 않습니다.');
    expect(await ann.rest()).toEqual([]);
  });

  it('what cannot be done is said in the words of the course', async () => {
    const server = await testServer();
    const client = await open(server);
    client.send('LeaveRoom').send('Chat', { text: '?' }).send('JoinRoom', { roomId: 99 });
    expect(await client.take(3)).toEqual([
      'system 현재 대화방에 들어가 있지 않습니다.',
      'system 현재 대화방에 들어가 있지 않습니다.',
      'system 대화방이 존재하지 않습니다.',
    ]);
    client.send('JoinRoom', { roomId: 1 }).send('CreateRoom', { title: 'x' });
    client.send('JoinRoom', { roomId: 1 }).send('JoinRoom', { roomId: 99 });
    expect(await client.take(4)).toEqual([
      'system 방제[로비] 방에 입장했습니다.',
      'system 대화 방에 있을 때는 방을 개설 할 수 없습니다.',
      'system 대화 방에 있을 때는 다른 방에 들어갈 수 없습니다.',
      'system 대화 방에 있을 때는 다른 방에 들어갈 수 없습니다.',
    ]);
  });

  it('shutdown is refused, and the server goes on', async () => {
    const server = await testServer();
    const client = (await open(server)).send('Shutdown');
    expect(await client.next()).toBe('system 서버 종료는 방장만 할 수 있습니다.');
    expect(await client.rest()).toEqual([]);
  });

  it('names of keys and of others are refused, and what cannot be a name', async () => {
    const server = await testServer();
    const owner = await app(server, '지훈');
    await owner.run({ verb: 'nick', name: '민수' });
    owner.close();
    await named(server, 'Kim');
    const client = await named(server, '나');
    client.send('Name', { name: '민수' }).send('Name', { name: 'KIM' });
    client.send('Name', { name: '' }).send('Name', { name: 'x'.repeat(33) });
    const bad = 'system 쓸 수 없는 이름입니다. 보이지 않는 글자 없이 1~32자여야 합니다.';
    expect(await client.take(4)).toEqual([
      'system 다른 사람의 이름이라서 쓸 수 없습니다. 이 이름은 비어 있습니다: 민수2',
      'system 다른 사람의 이름이라서 쓸 수 없습니다. 이 이름은 비어 있습니다: KIM2',
      bad,
      bad,
    ]);
  });

  it('frames may come together, or byte by byte', async () => {
    const server = await testServer();
    const listener = await named(server, '듣는이');
    listener.send('JoinRoom', { roomId: 1 });
    await listener.next();
    const all = Buffer.concat([
      bytesOf(format, 'Name', { name: '홍 길동' }),
      bytesOf(format, 'JoinRoom', { roomId: 1 }),
      bytesOf(format, 'Chat', { text: '하나' }),
      bytesOf(format, 'Chat', { text: '둘' }),
      bytesOf(format, 'LeaveRoom'),
    ]);
    const heard = [
      'system [홍 길동] 님이 입장했습니다.',
      'chat 홍 길동 하나',
      'chat 홍 길동 둘',
      'system [홍 길동] 님이 퇴장했습니다.',
    ];
    const answers = [
      'system 이름이 홍 길동 으로 변경되었습니다.',
      'system 방제[로비] 방에 입장했습니다.',
      'system 방제[로비] 대화 방에서 퇴장했습니다.',
    ];
    const whole = await open(server);
    whole.raw.write(all);
    expect(await whole.take(3)).toEqual(answers);
    expect(await listener.take(4)).toEqual(heard);
    whole.raw.socket.end();
    expect(await whole.last()).toEqual([]);
    const split = await open(server);
    for (const byte of all) {
      split.raw.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await split.take(3)).toEqual(answers);
    expect(await listener.take(4)).toEqual(heard);
  });

  it('a connection that breaks is a leaving, and an empty room of the course is removed', async () => {
    const server = await testServer();
    const watcher = await app(server, '앱');
    const { ann, bob } = await together(server);
    const found = await watcher.raw.take('rooms', ({ rooms }) =>
      rooms.some(({ name }) => name === 'hello world'),
    );
    const room = found.rooms.find(({ name }) => name === 'hello world')?.id;
    bob.raw.socket.resetAndDestroy();
    expect(await ann.next()).toBe('system [밥] 님이 퇴장했습니다.');
    ann.send('LeaveRoom').send('Rooms');
    expect(await ann.take(2)).toEqual([
      'system 방제[hello world] 대화 방에서 퇴장했습니다.',
      [{ roomId: 1, title: '로비', members: ['앱'] }],
    ]);
    expect((await watcher.raw.take('room-gone')).room).toBe(room);
    ann.send('JoinRoom', { roomId: 2 }).send('CreateRoom', { title: 'hello world' }).send('Rooms');
    expect(await ann.take(3)).toEqual([
      'system 대화방이 존재하지 않습니다.',
      'system 방제[hello world] 방에 입장했습니다.',
      [
        { roomId: 1, title: '로비', members: ['앱'] },
        { roomId: 3, title: 'hello world', members: ['앤'] },
      ],
    ]);
  });

  it('numbers of rooms are the same after a restart', async () => {
    const dataDir = await dataFolder();
    const before = await testServer({ dataDir });
    const owner = await app(before, '지훈');
    await owner.run({ verb: 'create', name: '서재' });
    const passing = await named(before, '앤');
    passing.send('CreateRoom', { title: '잠깐' });
    await passing.next();
    await before.stop();
    expect(await passing.last()).toEqual(['system 서버가 종료되었습니다.']);
    const after = await testServer({ dataDir });
    const client = await open(after);
    client.send('CreateRoom', { title: '잠깐' }).send('Rooms');
    expect(await client.take(2)).toEqual([
      'system 방제[잠깐] 방에 입장했습니다.',
      [
        { roomId: 1, title: '로비', members: [] },
        { roomId: 2, title: '서재', members: [] },
        { roomId: 4, title: '잠깐', members: [client.firstName] },
      ],
    ]);
  });

  it('talks with people in the app', async () => {
    const server = await testServer();
    const minsu = await app(server, '민수');
    const { ann } = await together(server);
    const made = await minsu.run({ verb: 'join', room: 'hello world' });
    if (!made.ok) throw new Error(made.error.code);
    const { id: room } = made.result.room as { id: string };
    expect(await ann.next()).toBe('system [민수] 님이 입장했습니다.');
    await minsu.run({ verb: 'post', room, text: '앱에서 **안녕**' });
    await minsu.run({ verb: 'nick', name: '민수2' });
    await minsu.run({ verb: 'direct', user: '앤' });
    expect(await ann.take(2)).toEqual([
      'chat 민수 앱에서 **안녕**',
      'system 민수 의 이름이 민수2 으로 변경되었습니다.',
    ]);
    ann.send('Chat', { text: '반가워요' });
    const { e } = await minsu.raw.take(
      'ev',
      (frame) => frame.e.kind === 'posted' && frame.e.name === '앤',
    );
    expect(e).toMatchObject({ text: '반가워요', wire: 'course', room });
    const direct = await minsu.run({ verb: 'direct', user: '앤' });
    if (!direct.ok) throw new Error(direct.error.code);
    const two = (direct.result.room as { id: string }).id;
    await minsu.run({ verb: 'post', room: two, text: '둘이서만' });
    expect(await ann.next()).toBe('chat 민수2 (1:1) 둘이서만');
    await minsu.run({ verb: 'leave', room });
    expect(await ann.next()).toBe('system [민수2] 님이 퇴장했습니다.');
    const titles = async () => {
      ann.send('Rooms');
      const rooms = await ann.next();
      return typeof rooms === 'string' ? rooms : rooms.map(({ title }) => title);
    };
    expect(await titles()).toEqual(['로비', 'hello world']);
  });

  it('of the other encoding they are in the same rooms', async () => {
    const server = await testServer();
    const { ann } = await together(server);
    const other = await CourseClient.open(format === 'json' ? 'protobuf' : 'json', {
      port: server.port,
    });
    other.send('JoinRoom', { roomId: 2 }).send('Chat', { text: '여기' });
    expect(await ann.take(2)).toEqual([
      `system [${other.firstName}] 님이 입장했습니다.`,
      `chat ${other.firstName} 여기`,
    ]);
  });

  it('rooms with a password or by invitation are not entered', async () => {
    const server = await testServer();
    const owner = await app(server, '지훈');
    await owner.run({ verb: 'create', name: '잠김', access: 'password', password: 'sesame' });
    await owner.run({ verb: 'create', name: '비밀', access: 'invite' });
    const client = await open(server);
    client.send('Rooms').send('JoinRoom', { roomId: 2 }).send('JoinRoom', { roomId: 3 });
    const [rooms, locked, hidden] = await client.take(3);
    expect(rooms).toEqual([
      { roomId: 1, title: '로비', members: ['지훈'] },
      { roomId: 2, title: '잠김', members: [] },
    ]);
    expect(locked).toContain('system 암호가 있는 대화방입니다.');
    expect(hidden).toBe('system 대화방이 존재하지 않습니다.');
  });

  it('who may not come in is told why, once', async () => {
    const cases = [
      [await testServer({ password: 'sesame' }), '이 서버는 암호가 있어야'],
      [await testServer({ capacity: 0 }), '자리가 없습니다.'],
      [await testServer({ plain: 'off' }), '이 사랑방은 암호화된 연결만 받습니다.'],
    ] as const;
    for (const [server, words] of cases) {
      const client = (await open(server)).send('Rooms').send('Rooms');
      const said = await client.last();
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(`system ${words}`);
    }
  });
});

describe('to the byte', () => {
  it('a conversation in JSON is what was captured', async () => {
    const server = await testServer();
    const client = await CourseClient.open('json', { port: server.port });
    const frames = {
      '00 31': '{"type": "CSName", "name": "\\ud64d \\uae38\\ub3d9"}',
      '00 30': '{"type": "CSCreateRoom", "title": "hello world"}',
      '00 2a': '{"type": "CSChat", "text": "\\uc548\\ub155"}',
      '00 13': '{"type": "CSRooms"}',
      '00 17': '{"type": "CSLeaveRoom"}',
      '00 16': '{"type": "CSShutdown"}',
      '00 23': '{"type": "CSJoinRoom", "roomId": 2}',
    };
    const sent = Object.entries(frames).map(([length, json]) => {
      expect(Buffer.byteLength(json)).toBe(Number.parseInt(length.replace(' ', ''), 16));
      return Buffer.concat([hex(length), Buffer.from(json)]);
    });
    client.raw.write(Buffer.concat(sent));
    const expected = [
      '{"type":"SCSystemMessage","text":"이름이 홍 길동 으로 변경되었습니다."}',
      '{"type":"SCSystemMessage","text":"방제[hello world] 방에 입장했습니다."}',
      '{"type":"SCRoomsResult","rooms":[{"roomId":1,"title":"로비","members":[]},{"roomId":2,"title":"hello world","members":["홍 길동"]}]}',
      '{"type":"SCSystemMessage","text":"방제[hello world] 대화 방에서 퇴장했습니다."}',
      '{"type":"SCSystemMessage","text":"서버 종료는 방장만 할 수 있습니다."}',
      '{"type":"SCSystemMessage","text":"대화방이 존재하지 않습니다."}',
    ].map((json) => {
      const length = Buffer.byteLength(json);
      return Buffer.concat([Buffer.from([length >> 8, length & 255]), Buffer.from(json)]);
    });
    const all = Buffer.concat(expected);
    await client.raw.until(() => client.raw.bytes.length >= all.length);
    expect(client.raw.bytes.toString()).toBe(all.toString());
  });

  it('a conversation in protobuf is pairs of frames', async () => {
    const server = await testServer();
    const client = await CourseClient.open('protobuf', { port: server.port });
    // NAME "abc", apart from its body; ROOMS; JOIN_ROOM 1; LEAVE_ROOM
    client.raw.write(hex('00 02 08 00'));
    await new Promise((resolve) => setImmediate(resolve));
    client.raw.write(hex('00 05 0a 03 61 62 63'));
    client.raw.write(hex('00 02 08 01 00 00'));
    client.raw.write(hex('00 02 08 03 00 02 08 01'));
    client.raw.write(hex('00 02 08 04 00 00'));
    const system = (text: string) => {
      const bytes = Buffer.from(text);
      const body = Buffer.concat([Buffer.from([0x0a, bytes.length]), bytes]);
      return Buffer.concat([hex('00 02 08 09'), Buffer.from([0, body.length]), body]);
    };
    const all = Buffer.concat([
      system('이름이 abc 으로 변경되었습니다.'),
      hex('00 02 08 07 00 0c 0a 0a 08 01 12 06 eb a1 9c eb b9 84'),
      system('방제[로비] 방에 입장했습니다.'),
      system('방제[로비] 대화 방에서 퇴장했습니다.'),
    ]);
    await client.raw.until(() => client.raw.bytes.length >= all.length);
    expect(client.raw.bytes.toString('hex')).toBe(all.toString('hex'));
  });

  it('chat in protobuf is CHAT and two fields', async () => {
    const server = await testServer();
    const client = await CourseClient.open('protobuf', { port: server.port });
    client.send('JoinRoom', { roomId: 1 });
    await client.next();
    const app = await joinNative({ port: server.port, name: 'minsu', key: newKey(), tls: true });
    onTestFinished(() => app.close());
    await client.next();
    await app.post('hi');
    const bytes = hex('00 02 08 08 00 0b 0a 05 6d 69 6e 73 75 12 02 68 69');
    await client.raw.until(() => client.raw.bytes.length >= bytes.length);
    expect(client.raw.bytes.toString('hex')).toBe(bytes.toString('hex'));
  });
});
