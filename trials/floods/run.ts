/** A flood, two people who talk meanwhile, and what it costs the server and the kernel. */
import { existsSync, readFileSync } from 'node:fs';
import { House, type Loop } from '../support/house';
import type { Flood } from './flood';
import { type Delays, Pair } from './pair';

const LOOK_EVERY_MS = 250;
const PAGE_BYTES = 4096;

/** A part of a flood, and what it did to the others. */
export interface Stretch {
  readonly delays: Delays;
  readonly loop: Loop;
  /** Seconds: of the clock, and of the server's processor time. */
  readonly lasted: number;
  readonly cpu: number;
}

export interface Flooded {
  readonly flood: string;
  readonly told: string;
  /** While everybody comes, and then while the flood goes on. */
  readonly coming: Stretch;
  readonly going: Stretch;
  /** Bytes of the server in main memory: before anybody came, and at most. */
  readonly rss: number;
  readonly rssMost: number;
  /** Bytes of all TCP sockets in the kernel, both ends of ours among them, beyond those of before. */
  readonly kernelMost: number;
}

export interface FloodOptions {
  readonly seconds: number;
  /** Share of a whole flood. */
  readonly scale: number;
  /** Folder for a profile of the server's processor time. */
  readonly profile?: string;
  /** The log on a disk that is memory: no flush takes any time. */
  readonly inMemory?: boolean;
}

/** Rejects when the server dies, when those who behave are refused, or when a flood is let through. */
export async function withFlood(flood: Flood, options: FloodOptions): Promise<Flooded> {
  const { seconds, scale, profile, inMemory = false } = options;
  const node = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const house = await House.open({ flags: flood.flags, node, inMemory });
  try {
    const pair = await Pair.meet(house, flood.password);
    const { rss } = house;
    const kernel = tcpBytes();
    let rssMost = rss;
    let kernelMost = 0;
    const looking = setInterval(() => {
      rssMost = Math.max(rssMost, house.rss);
      kernelMost = Math.max(kernelMost, tcpBytes() - kernel);
    }, LOOK_EVERY_MS);
    const begun = flood.begin(house, scale);
    const coming = await during(house, pair, begun);
    const flooding = (await begun).flood(seconds);
    const going = await during(house, pair, flooding);
    const told = await flooding;
    clearInterval(looking);
    (await begun).end();
    pair.part();
    if (!house.running) throw new Error('the server is gone');
    if (profile !== undefined) await house.end();
    return { flood: flood.name, told, coming, going, rss, rssMost, kernelMost };
  } finally {
    await house.end('SIGKILL');
  }
}

async function during(house: House, pair: Pair, over: Promise<unknown>): Promise<Stretch> {
  await house.loop();
  const from = performance.now();
  const { cpu } = house;
  const delays = await pair.talk(over.catch(() => {}));
  const lasted = (performance.now() - from) / 1000;
  return { delays, loop: await house.loop(), lasted, cpu: house.cpu - cpu };
}

/** Of the whole machine; 0 where the system does not tell. */
function tcpBytes(): number {
  const file = '/proc/net/sockstat';
  if (!existsSync(file)) return 0;
  const pages = /^TCP:.* mem (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return Number(pages ?? 0) * PAGE_BYTES;
}
