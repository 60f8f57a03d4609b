/**
 * Requests for files: addresses, tickets, ranges and lengths. Several are written at once; most keep
 * the connection, and the last of them may be anything. A request counts when it was answered.
 */
import { createHash } from 'node:crypto';
import { mutate } from '../../../server/testing/mutate';
import { newKey } from '../../../server/testing/native-client';
import { ask } from '../../../server/testing/transfers';
import type { House } from '../../support/house';
import { Member } from '../../support/member';
import { POOL } from '../pool';
import { pick } from '../sample';
import { Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

type Random = () => number;

const METHODS = ['PUT', 'PUT', 'PUT', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PRI', 'GET\t'];
const RANGES = ['bytes=0-3', 'bytes=-1', 'bytes=5-', 'bytes=0-0,2-3', 'bytes=9-1', 'lines=1'];
const CONTENT_RANGES = ['bytes 0-3/64', 'bytes 4-63/64', 'bytes 63-1/64', 'bytes 0-99/64', 'x'];
const BYTES = Buffer.alloc(64, 'x');
const TWISTED_SHARE = 0.5;
const TWISTED_FIELD_SHARE = 0.5;
/** Requests of one turn: after the last of them the server may end the connection. */
const TURN = 6;
/** So long the last one may stay unanswered: it may be waiting for more of itself. */
const QUIET_MS = 20;
/** People who may fetch and send: one may do only so much at a time. */
const OWNERS = 6;
/** Turns of an owner after which another file is announced, in the place of the one before. */
const NEW_UPLOAD_EVERY = 40;
/** Of the right shape, and never given. */
const NO_FILE = `f${'c'.repeat(22)}`;
const ANSWER = 'HTTP/1.1 ';

/** A file, and the ticket that opens it in one direction. */
interface Door {
  readonly file: string;
  readonly ticket: string;
}

/** Somebody who has one file to fetch, and one to send. */
class Owner {
  private turns = 0;
  private constructor(
    private readonly member: Member,
    private readonly down: Door,
    private up: Door,
  ) {}

  static async come({ port }: House, name: string): Promise<Owner> {
    const member = await Member.join({ port, name, key: newKey() });
    const { file, ticket } = await uploadOf(member, BYTES);
    await ask({ port, method: 'PUT', path: `/files/${file}`, ticket, body: BYTES });
    await member.run({ verb: 'post', room: 'lobby', text: '', files: [file] });
    const down = await member.run({ verb: 'download', file });
    if (!down.ok) throw new Error(`no ticket: ${down.error.code}`);
    return new Owner(member, { file, ...(down.result as { ticket: string }) }, await other(member));
  }

  async doors(): Promise<readonly Door[]> {
    this.turns += 1;
    if (this.turns % NEW_UPLOAD_EVERY === 0) {
      await this.member.run({ verb: 'discard', file: this.up.file });
      this.up = await other(this.member);
    }
    return [this.down, this.down, this.up];
  }
}

/** Announced with another hash than its bytes have, so that it is never complete. */
const other = (member: Member): Promise<Door> => uploadOf(member, Buffer.alloc(64, 'y'));

async function uploadOf(member: Member, bytes: Buffer): Promise<Door> {
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const asked = { verb: 'upload', room: 'lobby', name: 'a.txt', size: bytes.length, hash };
  const reply = await member.run(asked);
  if (!reply.ok) throw new Error(`no upload: ${reply.error.code}`);
  return reply.result as unknown as Door;
}

let known: { house: House; owners: Promise<Owner[]> } | null = null;
let visits = 0;

function ownersOf(house: House): Promise<Owner[]> {
  if (known?.house !== house) {
    const coming = Array.from({ length: OWNERS }, (_, i) => Owner.come(house, `owner${i}`));
    known = { house, owners: Promise.all(coming) };
  }
  return known.owners;
}

export const files: Wire = {
  name: 'files',
  input: 'request',
  atOnce: 4,
  perVisit: 10 * TURN,
  async open({ house, random }: Arena): Promise<Session> {
    visits += 1;
    const owners = await ownersOf(house);
    const owner = owners[visits % OWNERS] as Owner;
    const visit = await Visit.open(house.port);
    let over = false;
    return {
      get over() {
        return over;
      },
      async turn() {
        visit.forget();
        const doors = await owner.doors();
        const some = Array.from({ length: TURN - 1 }, () => ordinary(doors, random));
        visit.write(Buffer.concat([...some, anything(doors, random)]));
        const answered = () => countOf(visit.heard, ANSWER);
        await visit.until(() => answered() >= some.length, 'requests for files');
        await visit.untilOrQuiet(() => answered() >= TURN, QUIET_MS);
        over = answered() < TURN;
        // nothing follows: whatever the last one began is over
        if (over) await visit.leave();
        return Math.min(TURN, answered() + 1);
      },
      end: () => visit.cut(),
    };
  },
};

function countOf(bytes: Buffer, wanted: string): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}

/**
 * Asks for bytes of something that may be a file, so that it is answered and the connection stays:
 * its fields may be anything.
 */
function ordinary(doors: readonly Door[], random: Random): Buffer {
  const field = (text: string) => (random() < TWISTED_FIELD_SHARE ? twisted(text, random) : text);
  const { file, ticket } =
    random() < 0.9 ? pick(doors, random) : { ...door(doors, random), file: NO_FILE };
  const lines = [
    `${random() < 0.5 ? 'GET' : 'HEAD'} /files/${file} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: ${field(`Bearer ${ticket}`)}`,
    ...(random() < 0.5 ? [`Range: ${field(pick(RANGES, random))}`] : []),
    ...(random() < 0.2 ? [`Content-Range: ${field(pick(CONTENT_RANGES, random))}`] : []),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** Any request, and half of them changed somewhere. */
function anything(doors: readonly Door[], random: Random): Buffer {
  const { file, ticket } = door(doors, random);
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
    ...(random() < 0.02 ? [`X-${'a'.repeat(9000)}: b`] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  return Buffer.concat([random() < TWISTED_SHARE ? mutate(head, random) : head, body]);
}

/** Mostly one that is known; else something from the pool, of what fits into a line. */
function door(doors: readonly Door[], random: Random): Door {
  const { file, ticket } = pick(doors, random);
  const word = () => encodeURIComponent(pick(POOL, random));
  return {
    file: random() < 0.8 ? file : word(),
    ticket: random() < 0.8 ? ticket : word(),
  };
}

/** Changed bytes, without those that would end the line. */
const twisted = (text: string, random: Random): string =>
  mutate(Buffer.from(text), random)
    .toString('latin1')
    .replace(/[^\x20-\x7e\x80-\xff]/g, '')
    .slice(0, 1000);
