/** The native wire: frames of every verb, from strangers and from those who are in. */
import { clientFrame } from '../../../protocol/envelopes';
import { mutate } from '../../../server/testing/mutate';
import { frameOf } from '../../../server/testing/raw-client';
import { POOL } from '../pool';
import { pick, type Sampler, sample, sampler } from '../sample';
import { twistedJson } from '../twist';
import { Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

const HELLO = { t: 'hello', v: 1, min: 1, app: 'fuzz', features: ['roster', 'typing', 'order'] };
/** In one turn; some of a turn end the connection before the others are read. */
const TURN = 24;
const EARLY_TURN = 3;
const EARLY_SHARE = 0.1;
/** Of turns, those whose last input is wrong in its framing: nothing can follow it. */
const BROKEN_SHARE = 0.02;
/** A few that mean nothing end a connection (BAD_FRAMES_MAX), and coming in is the dearest part. */
const SHARES = { whole: 0.95, bytes: 0.4 };

const COMMANDS = clientFrame.options[2];
let names = 0;
let pings = 1_000_000;

export const native: Wire = {
  name: 'native',
  input: 'frame',
  atOnce: 6,
  perVisit: 600,
  async open({ house, random }: Arena): Promise<Session> {
    const visit = await Visit.open(house.port);
    visit.write(frameOf(HELLO));
    const early = random() < EARLY_SHARE;
    let me = '';
    if (!early) {
      names += 1;
      const credit = { events: 4096, bytes: 1024 * 1024 };
      visit.write(frameOf({ t: 'auth', name: `fuzz${names}`, credit }));
      await visit.until(() => visit.heard.includes('"t":"ready"'), 'auth');
      me = /"me":\{"id":"([^"]+)"/.exec(visit.heard.toString())?.[1] ?? '';
    }
    return new NativeSession(visit, random, early, me);
  },
};

class NativeSession implements Session {
  over = false;
  private readonly from: Sampler;

  constructor(
    private readonly visit: Visit,
    private readonly random: () => number,
    private readonly early: boolean,
    me: string,
  ) {
    this.from = sampler(random, me ? [...POOL, me] : POOL);
  }

  async turn(): Promise<number> {
    const { visit } = this;
    const random = this.random;
    visit.forget();
    const count = this.early ? EARLY_TURN : TURN;
    const inputs = Array.from({ length: count }, () => frameOf(this.body()));
    if (random() < BROKEN_SHARE) {
      const broken = mutate(inputs.pop() as Buffer, random);
      visit.write(Buffer.concat([...inputs, broken]));
      await visit.leave();
      this.over = true;
      return Math.min(count, this.answers() + 1);
    }
    pings += 1;
    visit.write(Buffer.concat([...inputs, frameOf({ t: 'ping', id: pings })]));
    const answered = await visit.hears(`{"t":"pong","id":${pings}}`);
    this.over = !answered || this.early;
    return answered ? count : Math.min(count, this.answers());
  }

  end(): void {
    this.visit.cut();
  }

  private body(): Buffer {
    const { from } = this;
    const random = this.random;
    const schema = this.early || random() < 0.05 ? clientFrame : COMMANDS;
    return twistedJson(withFreshName(sample(schema, from), random), random, SHARES);
  }

  /** Of a connection that was closed: each frame is answered by one at most. */
  private answers(): number {
    const heard = this.visit.heard.toString('latin1');
    return [...heard.matchAll(/\{"t":"(reply|problem|pong)"/g)].length;
  }
}

/** Most names of a pool are taken soon; a few of them are not. */
function withFreshName(value: unknown, random: () => number): unknown {
  const frame = value as { cmd?: { name?: string } };
  if (frame.cmd?.name === undefined || random() < 0.95) return value;
  names += 1;
  return { ...frame, cmd: { ...frame.cmd, name: `${pick(['방', 'room', '🙂'], random)}${names}` } };
}
