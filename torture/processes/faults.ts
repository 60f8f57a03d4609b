/**
 * What a round does to server, members and lines, chosen from the seed before it begins: when,
 * what, to whom, for how long. How the system's own scheduling weaves it into what they do is not
 * in anybody's hand.
 */
import type { Random } from '../lib/random';
import type { ServerProcess } from './server';
import type { Tortured } from './tortured';

export type Fault =
  | { what: 'kill-server' | 'end-server' | 'pause-server'; ms: number }
  | { what: 'kill-member' | 'end-member' | 'pause-member'; who: number; ms: number }
  | { what: 'cut' | 'reset'; who: number }
  | { what: 'cut-after'; who: number; bytes: number; way: 'up' | 'down' }
  | { what: 'stall'; who: number; way: 'up' | 'down' | 'both'; ms: number }
  | { what: 'split' | 'refuse'; who: number; ms: number }
  | { what: 'delay'; who: number; by: number; ms: number }
  | { what: 'half-open'; who: number; side: 'client' | 'server' };

export interface Planned {
  /** ms after the round began. */
  at: number;
  fault: Fault;
}

const GAP_MS = [20, 220] as const;

/** One server and one member at least are killed in every round. */
export function planRound(random: Random, members: number, lastsMs: number): Planned[] {
  const plan: Planned[] = [
    { at: random.whole(300, lastsMs), fault: { what: 'kill-server', ms: random.whole(50, 700) } },
    {
      at: random.whole(300, lastsMs),
      fault: { what: 'kill-member', who: random.whole(0, members - 1), ms: random.whole(20, 500) },
    },
  ];
  for (let at = random.whole(...GAP_MS); at < lastsMs; at += random.whole(...GAP_MS)) {
    plan.push({ at, fault: oneFault(random, members) });
  }
  return plan.sort((a, b) => a.at - b.at);
}

function oneFault(random: Random, members: number): Fault {
  const who = random.whole(0, members - 1);
  const ms = random.whole(100, 1_200);
  const way = random.pick(['up', 'down'] as const);
  const side = random.pick(['client', 'server'] as const);
  const choices: [weight: number, fault: Fault][] = [
    [1, { what: 'kill-server', ms }],
    [1, { what: 'end-server', ms }],
    [2, { what: 'pause-server', ms }],
    [2, { what: 'kill-member', who, ms }],
    [1, { what: 'end-member', who, ms }],
    [2, { what: 'pause-member', who, ms }],
    [4, { what: 'cut', who }],
    [4, { what: 'reset', who }],
    [6, { what: 'cut-after', who, bytes: random.whole(1, 3_000), way }],
    [4, { what: 'stall', who, way: random.pick(['up', 'down', 'both']), ms }],
    [3, { what: 'split', who, ms }],
    [2, { what: 'refuse', who, ms }],
    [3, { what: 'delay', who, by: random.whole(5, 250), ms }],
    [4, { what: 'half-open', who, side }],
  ];
  let left = random.whole(
    1,
    choices.reduce((sum, [weight]) => sum + weight, 0),
  );
  for (const [weight, fault] of choices) {
    left -= weight;
    if (left <= 0) return fault;
  }
  return { what: 'cut', who };
}

export interface Scene {
  server: ServerProcess;
  members: readonly Tortured[];
}

/** What a fault holds for as long as it lasts; two at a time do not fit. */
export const heldBy = (fault: Fault): string => {
  if (fault.what.endsWith('-server')) return 'server';
  const who = 'who' in fault ? fault.who : 0;
  return fault.what.endsWith('-member') ? `member ${who}` : `line ${who}`;
};

/** Nothing listens there. */
const NOBODY = { host: '127.0.0.1', port: 1 };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when it is over. */
export async function strike({ server, members }: Scene, fault: Fault): Promise<void> {
  const member = 'who' in fault ? (members[fault.who] as Tortured) : null;
  const line = member?.line;
  switch (fault.what) {
    case 'kill-server':
    case 'end-server':
      // Its port may be somebody else's meanwhile, and a wrong key ends a client's patience.
      for (const { line } of members) line.retarget(NOBODY);
      await (fault.what === 'kill-server' ? server.kill() : server.end());
      await pause(fault.ms);
      await server.start();
      for (const { line } of members) line.retarget({ host: '127.0.0.1', port: server.facts.port });
      return;
    case 'pause-server':
      server.pause();
      await pause(fault.ms);
      return server.goOn();
    case 'kill-member':
    case 'end-member':
      await (fault.what === 'kill-member' ? member?.kill() : member?.end());
      await pause(fault.ms);
      return member?.start();
    case 'pause-member':
      member?.pause();
      await pause(fault.ms);
      return member?.goOn();
    case 'cut':
      return line?.cut();
    case 'reset':
      return line?.reset();
    case 'cut-after':
      return line?.cutAfter(fault.bytes, fault.way);
    case 'stall':
      line?.stall(fault.way);
      await pause(fault.ms);
      return line?.resume();
    case 'split':
      line?.split(true);
      await pause(fault.ms);
      return line?.split(false);
    case 'refuse':
      await line?.refuse();
      await pause(fault.ms);
      return line?.accept();
    case 'delay':
      line?.delay(fault.by);
      await pause(fault.ms);
      return line?.delay(0);
    case 'half-open':
      return line?.halfOpen(fault.side);
  }
}
