/**
 * The real client at a server that means it harm: it is let in, and then sent frames of every kind
 * with anything in them. It may leave, but not break, and what it does must stay bounded.
 */
import { createServer, type Socket } from 'node:net';
import { createClient } from '../../client/client';
import { openMemoryStore } from '../../client/store/memory-store';
import { serverFrame } from '../../protocol/envelopes';
import { createDeviceKey } from '../../protocol/wire/auth';
import { FrameDecoder } from '../../protocol/wire/frame';
import { mutate, seeded } from '../../server/testing/mutate';
import { frameOf } from '../../server/testing/raw-client';
import { POOL } from './pool';
import { type Sampler, sample, sampler } from './sample';
import { twistedJson } from './twist';

const PER_VISIT = 200;
/** A few that cannot be read end a connection: most can, and mean nothing. */
const SHARES = { whole: 0.99, bytes: 0.5 };
/** Frames after which there is nothing more to send. */
const LAST = new Set(['bye', 'challenge', 'welcome', 'refused']);
const LAST_SHARE = 0.01;
const BROKEN_SHARE = 0.002;
const END_TIMEOUT_MS = 30_000;
const ME = {
  ...{ id: `k${'a'.repeat(22)}`, name: '민수', presence: 'online', role: 'member' },
  ...{ wire: 'app', verified: true },
};

export interface Endured {
  readonly frames: number;
  readonly visits: number;
  /** Visits at the end of which the client still answered. */
  readonly answered: number;
}

/** Rejects when a client neither answers nor leaves. Errors that nobody catches are the caller's to see. */
export async function endure(frames: number, seed: number): Promise<Endured> {
  const from = sampler(seeded(seed), POOL);
  let sent = 0;
  let answered = 0;
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.on('error', () => {});
    receive(socket, () => {
      const some: Buffer[] = [];
      for (let i = 0; i < PER_VISIT; i += 1) some.push(oneOf(from));
      sent += PER_VISIT;
      return Buffer.concat([...some, frameOf({ t: 'ping', id: 77 })]);
    }).then((lived) => {
      if (lived) answered += 1;
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const key = createDeviceKey().key;
  while (sent < frames) await visit(port, key);
  server.close();
  return { frames: sent, visits, answered };
}

function oneOf(from: Sampler): Buffer {
  let value = sample(serverFrame, from) as { t: string };
  while (LAST.has(value.t) && from.random() > LAST_SHARE) {
    value = sample(serverFrame, from) as { t: string };
  }
  const frame = frameOf(twistedJson(value, from.random, SHARES));
  return from.random() < BROKEN_SHARE ? mutate(frame, from.random) : frame;
}

/** Lets somebody in, sends them what `harm` makes, and tells whether they answered to the end. */
function receive(socket: Socket, harm: () => Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const decoder = new FrameDecoder();
    socket.on('close', () => resolve(false));
    socket.on('data', (chunk: Buffer) => {
      for (const body of decoder.push(chunk)) {
        const frame = JSON.parse(body.toString());
        if (frame.t === 'hello') socket.write(frameOf(CHALLENGE));
        else if (frame.t === 'auth') socket.write(Buffer.concat([frameOf(WELCOME), harm()]));
        else if (frame.t === 'pong' && frame.id === 77) resolve(true);
      }
    });
  });
}

const SERVER = { name: '시험방', version: '0.1.0' };
const CHALLENGE = {
  ...{ t: 'challenge', v: 1, features: [], server: SERVER },
  ...{ nonce: 'A'.repeat(43), password: false },
};
const WELCOME = {
  ...{ t: 'welcome', me: ME, server: SERVER, log: '0'.repeat(16), hw: 0 },
  ...{ credit: { events: 256, bytes: 131_072 }, now: 0 },
};

async function visit(port: number, key: ReturnType<typeof createDeviceKey>['key']): Promise<void> {
  const client = createClient({
    ...{ target: { hosts: [{ host: '127.0.0.1', port }] }, known: null, firstVisit: 'trust' },
    ...{ plain: 'allow', tls: 'off', name: '민수', key, store: openMemoryStore() },
    ...{ language: 'ko', app: 'trial', reconnect: false },
  });
  const over = new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`no end: ${client.status.state}`)),
      END_TIMEOUT_MS,
    );
    let came = false;
    client.on('status', ({ state }) => {
      if (state === 'connecting' || state === 'online') came = true;
      else if (came) {
        clearTimeout(late);
        resolve();
      }
    });
  });
  client.connect();
  await over;
  client.close();
}
