/** The course's client as a program of its own, in Python with blocking sockets, in both encodings. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { join } from '../../testing/native-client';
import { type Program, python } from '../../testing/program';
import { testServer } from '../../testing/test-server';
import { FORMATS, u16 } from './test-client';

const client = (port: number, format: string): Program =>
  python('course_client', '--port', port, '--format', format);

describe.each(FORMATS)('with --format=%s', (format) => {
  it('two programs and the app talk in a room', async () => {
    const server = await testServer();
    const app = await join({ port: server.port, name: '민수', tls: true });
    onTestFinished(() => app.close());
    const ann = client(server.port, format);
    ann.say('/name 앤', '/create 우리 방', '/rooms');
    const rooms = [
      { roomId: 1, title: '로비', members: ['민수'] },
      { roomId: 2, title: '우리 방', members: ['앤'] },
    ];
    await ann.until(() => ann.lines.some((line) => line.startsWith('rooms ')));
    expect(JSON.parse(ann.lines[2]?.slice('rooms '.length) ?? '')).toEqual(rooms);
    const bob = client(server.port, format);
    bob.say('/name 밥', '/join 2', '안녕!');
    await ann.printed('chat 밥 안녕!');
    const reply = await app.run({ verb: 'join', room: '우리 방' });
    if (!reply.ok) throw new Error(reply.error.code);
    const { id: room } = reply.result.room as { id: string };
    await app.run({ verb: 'post', room, text: '앱이에요\n둘째 줄' });
    await ann.printed('chat 민수 앱이에요\\n둘째 줄');
    await bob.printed('chat 민수 앱이에요\\n둘째 줄');
    ann.say('/shutdown', '/leave');
    await ann.printed('system 방제[우리 방] 대화 방에서 퇴장했습니다.');
    await bob.printed('system [앤] 님이 퇴장했습니다.');
    expect(ann.lines.filter((line) => !line.startsWith('rooms '))).toEqual([
      'system 이름이 앤 으로 변경되었습니다.',
      'system 방제[우리 방] 방에 입장했습니다.',
      'system [밥] 님이 입장했습니다.',
      'chat 밥 안녕!',
      'system [민수] 님이 입장했습니다.',
      'chat 민수 앱이에요\\n둘째 줄',
      'system 서버 종료는 방장만 할 수 있습니다.',
      'system 방제[우리 방] 대화 방에서 퇴장했습니다.',
    ]);
    ann.endInput();
    expect(await ann.exit()).toBe(0);
    await server.stop();
    await bob.printed('closed');
    expect(bob.lines.slice(-2)).toEqual(['system 서버가 종료되었습니다.', 'closed']);
    expect([await bob.exit(), bob.errors]).toEqual([0, '']);
  });
});

it('it breaks on what its wire does not know, so that these tests would notice', async () => {
  const strangers = [
    ['json', u16(Buffer.from('{"type":"SCWelcome","text":"hi"}'))],
    ['json', u16(Buffer.from('{"type":"SCChat","text":"no member"}'))],
    ['json', Buffer.from('hello and welcome, dear guest\r\n')],
    ['protobuf', Buffer.concat([u16([8, 10]), u16([])])],
    ['protobuf', Buffer.concat([u16([8, 9]), u16([])])],
  ] as const;
  for (const [format, bytes] of strangers) {
    const server = createServer((socket) => socket.on('error', () => {}).end(bytes));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const program = client(port, format);
    const code = await program.exit();
    // text is taken for the length of a frame that never comes whole
    if (String(bytes).startsWith('hello')) expect(program.lines).toEqual(['closed']);
    else expect([code, program.errors]).toEqual([1, expect.stringContaining('broken')]);
  }
});
