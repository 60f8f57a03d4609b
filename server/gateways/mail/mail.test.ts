/** Directed messages from outside, bytes in and bytes out (docs/wires/mail.md). */
import { describe, expect, it } from 'vitest';
import { MAIL_ROOMS_MAX } from '../../../protocol/limits';
import { join, type NativeClient, newKey } from '../../testing/native-client';
import { type OldServer, oldServer, peopleAre } from '../../testing/old-programs';
import { python } from '../../testing/program';
import type { RawClient } from '../../testing/raw-client';

/** A client who has said its name and is in. */
async function named(server: OldServer, name: string): Promise<RawClient> {
  const people = server.people() + 1;
  const client = await server.visit('mail');
  client.write(`${name}\n`);
  await peopleAre(server, people);
  return client;
}

/** Resolves when everything that the client sent before was carried out. */
async function carriedOut(client: RawClient, name: string): Promise<void> {
  client.write(`${name}: (done)\n`);
  await client.text(`from ${name}: (done)\n`);
}

async function directRoom(app: NativeClient, user: string): Promise<string> {
  const reply = (await app.run({ verb: 'direct', user })) as unknown as {
    result: { room: { id: string } };
  };
  return reply.result.room.id;
}

describe('a line', () => {
  it('goes to those whom it names, and to nobody else', async () => {
    const server = await oldServer(['mail']);
    const [alice, bob, carol] = await Promise.all([
      named(server, 'alice'),
      server.visit('mail'),
      server.visit('mail'),
    ]);
    bob.write('bob\r\n');
    carol.write('carol\n');
    await peopleAre(server, 3);
    alice.write('bob , carol:  안녕: 여러분 \r\n');
    await bob.text('\n');
    await carol.text('\n');
    expect(bob.bytes.toString()).toBe('from alice: 안녕: 여러분\n');
    expect(carol.bytes.toString()).toBe('from alice: 안녕: 여러분\n');
    bob.write('alice: 답장\n');
    await alice.text('\n');
    expect(alice.bytes.toString()).toBe('from bob: 답장\n');
  });

  it('to oneself comes back', async () => {
    const server = await oldServer(['mail']);
    const alice = await named(server, 'alice');
    alice.write('alice: note\n');
    await alice.text('\n');
    expect(alice.bytes.toString()).toBe('from alice: note\n');
  });

  it('to nobody known, or without a colon, is ignored', async () => {
    const server = await oldServer(['mail']);
    const app = await join({ port: server.port, name: 'app' });
    const alice = await named(server, 'alice');
    const bob = await named(server, 'bob');
    alice.write('hello everybody\nnobody: hi\n: hi\n, ,: hi\nbob:\nnobody, bob: for bob\n');
    await bob.text('for bob\n');
    expect(bob.bytes.toString()).toBe('from alice: for bob\n');
    await carriedOut(alice, 'alice');
    expect(alice.bytes.toString()).toBe('from alice: (done)\n');
    expect(app.texts).toEqual([]);
  });

  it('may be written as text and line end apart, or byte by byte', async () => {
    const server = await oldServer(['mail']);
    const bob = await named(server, 'bob');
    const alice = await server.visit('mail');
    for (const byte of Buffer.from('앨리스\nbob: 안녕\n')) alice.write(Buffer.of(byte));
    await bob.text('from 앨리스: 안녕\n');
  });
});

it('the server never speaks first', async () => {
  const server = await oldServer(['mail']);
  const alice = await named(server, 'alice');
  const app = await join({ port: server.port, name: '민수' });
  await app.post('hello everybody');
  await carriedOut(alice, 'alice');
  expect(alice.bytes.toString()).toBe('from alice: (done)\n');
});

describe('with the app', () => {
  it('a line is a direct message, which can be answered', async () => {
    const server = await oldServer(['mail']);
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '김 민수' });
    const alice = await named(server, 'alice');
    const bob = await named(server, 'bob');
    alice.write('김 민수: 안녕하세요\n');
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ name: 'alice', text: '안녕하세요', wire: 'mail' });
    expect(e.room).toMatch(/^d/);
    await app.run({ verb: 'post', room: e.room, text: '네,\n반가워요' });
    await alice.text('반가워요\n');
    expect(alice.bytes.toString()).toBe('from 김 민수: 네,\nfrom 김 민수: 반가워요\n');
    expect(bob.bytes.length).toBe(0);
  });

  it('the app may write first', async () => {
    const server = await oldServer(['mail']);
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const alice = await named(server, 'alice');
    await app.run({ verb: 'post', room: await directRoom(app, 'alice'), text: '계세요?' });
    await alice.text('from 민수: 계세요?\n');
  });
});

describe('a name', () => {
  it('that is taken leaves a client who may write and is never written to', async () => {
    const server = await oldServer(['mail']);
    const alice = await named(server, 'alice');
    const bob = await named(server, 'bob');
    const second = await named(server, 'alice');
    second.write('bob: me too\nalice: to the first\nalice2: to myself\n');
    await bob.text('from alice2: me too\n');
    await alice.text('from alice2: to the first\n');
    bob.write('alice, alice2: who?\n');
    await alice.text('from bob: who?\n');
    await carriedOut(bob, 'bob');
    expect(second.closed).toBe(false);
    expect(second.bytes.length).toBe(0);
  });

  it('that belongs to a key is not given away', async () => {
    const server = await oldServer(['mail']);
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const bob = await named(server, 'bob');
    const fake = await named(server, '민수');
    fake.write('bob: 나야 민수\n');
    await bob.text('from 민수2: 나야 민수\n');
    bob.write('민수: 정말?\n');
    await app.raw.take('ev', ({ e }) => e.kind === 'posted' && e.text === '정말?');
    await carriedOut(bob, 'bob');
    expect(fake.bytes.length).toBe(0);
  });

  it('is free again when its client is gone', async () => {
    const server = await oldServer(['mail']);
    const bob = await named(server, 'bob');
    const first = await named(server, 'alice');
    first.close();
    await peopleAre(server, 1);
    const second = await named(server, 'alice');
    bob.write('alice: hello\n');
    await second.text('from bob: hello\n');
  });

  it('that cannot be shown makes a guest', async () => {
    const server = await oldServer(['mail']);
    const bob = await named(server, 'bob');
    const odd = await named(server, 'x'.repeat(80));
    odd.write('bob: hi\n');
    await bob.text('from guest: hi\n');
  });
});

it('one may write to more people than a guest may share rooms with', async () => {
  const server = await oldServer(['mail']);
  const alice = await named(server, 'alice');
  const count = MAIL_ROOMS_MAX + 8;
  const others: RawClient[] = [];
  for (let n = 0; n < count; n += 1) others.push(await named(server, `p${n}x`));
  for (let n = 0; n < count; n += 1) alice.write(`p${n}x: hello\n`);
  for (const other of others) await other.text('from alice: hello\n');
  for (const [n, other] of others.entries()) {
    other.write('alice: yes\n');
    await alice.text(`from p${n}x: yes\n`);
  }
});

it('what is on its way is written before the server ends', async () => {
  const server = await oldServer(['mail']);
  const alice = await named(server, 'alice');
  const bob = await named(server, 'bob');
  bob.socket.pause();
  const text = 'x'.repeat(3000);
  for (let n = 0; n < 20; n += 1) alice.write(`bob: ${n} ${text}\n`);
  await carriedOut(alice, 'alice');
  const stopped = server.stop();
  bob.socket.resume();
  await bob.gone();
  await stopped;
  const lines = bob.bytes.toString().split('\n').slice(0, -1);
  expect(lines).toEqual(Array.from({ length: 20 }, (_, n) => `from alice: ${n} ${text}`));
});

it('clients as the original write to each other', async () => {
  const server = await oldServer(['mail']);
  const port = server.portOf('mail');
  const alice = python('mail_client', '127.0.0.1', port, 'alice');
  const bob = python('mail_client', '127.0.0.1', port, '보배');
  await peopleAre(server, 2);
  alice.say('보배, alice: 같이 가요');
  await bob.printed('< from alice: 같이 가요');
  await alice.printed('< from alice: 같이 가요');
  bob.say('alice: 그래요');
  await alice.printed('< from 보배: 그래요');
});
