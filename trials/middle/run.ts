/**
 * The real client, sent by somebody in the middle to another server than its own: it must notice
 * before it says who it is. What it may say to a server with another key is one bare greeting, by
 * which it asks whether the server was handed over; it names nobody and is the same for everybody.
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createClient } from '../../client/client';
import { openMemoryStore } from '../../client/store/memory-store';
import { createDeviceKey } from '../../protocol/wire/auth';
import { FrameDecoder, parseJson } from '../../protocol/wire/frame';
import { makeCertificate } from '../../server/identity/certificate';
import { frameOf } from '../../server/testing/raw-client';
import type { House } from '../support/house';
import { type Attacker, attackers } from './attackers';

const NAME = 'name-that-nobody-may-hear';
const PASSWORD = 'password-that-nobody-may-hear';
const GREETING = JSON.stringify({ t: 'hello', v: 1, min: 1, app: 'Sarangbang', features: [] });
/** Clients at a time: most of a try is waiting for somebody who says nothing. */
const AT_ONCE = 64;

export interface Tried {
  readonly attack: string;
  tries: number;
  /** Bare greetings that the attacker got, see above. */
  greetings: number;
}

/** Rejects when a client said more than it may, or believed that it is in. */
export async function tryInTheMiddle(house: House, tries: number): Promise<Tried[]> {
  const { fingerprint } = house;
  const mine = await makeCertificate();
  const evil = await attackers({ fingerprint, mine, recorded: await recordTls(house) });
  const tried = evil.map(({ name }) => ({ attack: name, tries: 0, greetings: 0 }));
  const key = createDeviceKey().key;
  let next = 0;
  const worker = async () => {
    while (next < tries) {
      const at = next % evil.length;
      next += 1;
      const attacker = evil[at] as Attacker;
      // by an invite, or by what was pinned at an earlier visit
      await meet(attacker, fingerprint, next % 2 === 0 ? 'invite' : 'pinned', key);
      const one = tried[at] as Tried;
      one.tries += 1;
      if (one.tries % 100 === 0) look(attacker, one);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const [at, attacker] of evil.entries()) look(attacker, tried[at] as Tried);
    return tried;
  } finally {
    for (const attacker of evil) attacker.close();
  }
}

type DeviceKey = ReturnType<typeof createDeviceKey>['key'];

async function meet(
  { port, name }: Attacker,
  fingerprint: string,
  how: 'invite' | 'pinned',
  key: DeviceKey,
): Promise<void> {
  const client = createClient({
    target: { hosts: [{ host: '127.0.0.1', port }], ...(how === 'invite' && { fingerprint }) },
    known: how === 'pinned' ? fingerprint : null,
    ...{ firstVisit: 'trust', plain: 'allow', tls: 'on', name: NAME, password: PASSWORD },
    ...{ key, store: openMemoryStore(), language: 'ko', app: 'trial', reconnect: false },
  });
  const end = new Promise<string>((resolve) => {
    let tried = false;
    client.on('status', ({ state }) => {
      if (state === 'connecting') tried = true;
      else if (tried) resolve(state);
    });
  });
  client.connect();
  const state = await end;
  client.close();
  if (state === 'online') throw new Error(`${name} was believed`);
}

/** What an attacker heard, and forgets now: bare greetings and nothing else. */
function look(attacker: Attacker, tried: Tried): void {
  const heard = Buffer.concat(attacker.heard().splice(0));
  for (const secret of [NAME, PASSWORD, '"auth"', '"sig"']) {
    if (heard.includes(secret)) throw new Error(`${attacker.name} heard ${secret}`);
  }
  for (const body of new FrameDecoder().push(heard)) {
    if (JSON.stringify(parseJson(body)) !== GREETING) {
      throw new Error(`${attacker.name} heard ${body.toString().slice(0, 200)}`);
    }
    tried.greetings += 1;
  }
}

/** What the real server sends over its own TLS, as somebody sees it who only carries it. */
async function recordTls({ port }: House): Promise<Buffer> {
  const host = '127.0.0.1';
  const chunks: Buffer[] = [];
  const relay = createServer((near) => {
    const far = connect({ port, host });
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far);
    far.on('data', (chunk: Buffer) => chunks.push(chunk));
    far.pipe(near);
  });
  relay.listen(0, host);
  await once(relay, 'listening');
  const { port: here } = relay.address() as { port: number };
  const socket = connectTls({ port: here, host, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.write(frameOf(JSON.parse(GREETING)));
  await once(socket, 'data');
  socket.destroy();
  relay.close();
  return Buffer.concat(chunks);
}
