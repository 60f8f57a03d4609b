/** Requests for files: addresses, tickets, ranges and lengths; one connection each. */
import { createHash } from 'node:crypto';
import { mutate } from '../../../server/testing/mutate';
import type { House } from '../../support/house';
import { POOL } from '../pool';
import { pick } from '../sample';
import { Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

const METHODS = ['GET', 'GET', 'PUT', 'PUT', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PRI', 'GET\t'];
const RANGES = ['bytes=0-3', 'bytes=-1', 'bytes=5-', 'bytes=0-0,2-3', 'bytes=9-1', 'lines=1'];
const CONTENT_RANGES = ['bytes 0-3/64', 'bytes 4-63/64', 'bytes 63-1/64', 'bytes 0-99/64', 'x'];
const BYTES = Buffer.alloc(64, 'x');
const TWISTED_SHARE = 0.5;
/** Tickets hold for a while and for so many: they are asked for anew after so many requests. */
const NEW_TICKETS_EVERY = 400;

interface Open {
  readonly file: string;
  readonly ticket: string;
}
let opened: { house: House; at: number; files: readonly Open[] } | null = null;
let requests = 0;

export const files: Wire = {
  name: 'files',
  input: 'request',
  atOnce: 12,
  perVisit: 1,
  async open(arena: Arena): Promise<Session> {
    const { house, random } = arena;
    requests += 1;
    if (opened?.house !== house || requests - opened.at > NEW_TICKETS_EVERY) {
      opened = { house, at: requests, files: await tickets(arena) };
    }
    const visit = await Visit.open(house.port);
    let over = false;
    return {
      get over() {
        return over;
      },
      async turn() {
        over = true;
        visit.write(request(random, opened?.files ?? []));
        // nothing follows: an answer comes, or whatever was begun is over
        await visit.leave();
        return 1;
      },
      end: () => visit.cut(),
    };
  },
};

/** One upload that may be sent, and one file that may be read. */
async function tickets({ witness }: Arena): Promise<Open[]> {
  const { member } = witness;
  const hash = createHash('sha256').update(`${requests}`).digest('base64url');
  const asked = { verb: 'upload', room: 'lobby', name: 'a.txt', size: BYTES.length, hash };
  const reply = await member.run(asked);
  if (!reply.ok) return [];
  return [reply.result as unknown as Open];
}

function request(random: () => number, files: readonly Open[]): Buffer {
  const known = files.length > 0 && random() < 0.7 ? pick(files, random) : null;
  const file = known?.file ?? pick(POOL, random);
  const ticket = known && random() < 0.8 ? known.ticket : pick(POOL, random);
  const method = pick(METHODS, random);
  const sends = method === 'PUT' || method === 'POST';
  const body = sends ? BYTES.subarray(0, Math.floor(random() * 65)) : Buffer.alloc(0);
  const length = random() < 0.05 ? pick(['-1', '1e9', '', '4, 4'], random) : String(body.length);
  const lines = [
    `${method} /files/${file} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${ticket}`,
    ...(random() < 0.3 ? [`Range: ${pick(RANGES, random)}`] : []),
    ...(random() < 0.3 ? [`Content-Range: ${pick(CONTENT_RANGES, random)}`] : []),
    ...(random() < 0.05 ? ['Transfer-Encoding: chunked'] : [`Content-Length: ${length}`]),
    ...(random() < 0.05 ? [`X-${'a'.repeat(9000)}: b`] : []),
    'Connection: close',
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  const twisted = random() < TWISTED_SHARE ? mutate(head, random) : head;
  return Buffer.concat([twisted, body]);
}
