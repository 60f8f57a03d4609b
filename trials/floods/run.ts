/** A flood, two people who talk meanwhile, and what it costs the server and the kernel. */
import { existsSync, readFileSync } from 'node:fs';
import { House } from '../support/house';
import type { Flood } from './floods';
import { type Delays, Pair } from './pair';

const LOOK_EVERY_MS = 250;
const PAGE_BYTES = 4096;

export interface Flooded {
  readonly flood: string;
  readonly told: string;
  readonly delays: Delays;
  /** Bytes of the server in main memory: before anybody came, and at most. */
  readonly rss: number;
  readonly rssMost: number;
  /** Bytes of all TCP sockets in the kernel, both ends of ours among them, beyond those of before. */
  readonly kernelMost: number;
}

/** Rejects when the server dies, when those who behave are refused, or when a flood is let through. */
export async function withFlood(flood: Flood, seconds: number, scale = 1): Promise<Flooded> {
  const house = await House.open({ flags: flood.flags });
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
    const going = await flood.begin(house, scale);
    const flooding = going.flood(seconds);
    const delays = await pair.talk(flooding.catch(() => {}));
    const told = await flooding;
    clearInterval(looking);
    going.end();
    pair.part();
    if (!house.running) throw new Error('the server is gone');
    return { flood: flood.name, told, delays, rss, rssMost, kernelMost };
  } finally {
    await house.end('SIGKILL');
  }
}

/** Of the whole machine; 0 where the system does not tell. */
function tcpBytes(): number {
  const file = '/proc/net/sockstat';
  if (!existsSync(file)) return 0;
  const pages = /^TCP:.* mem (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return Number(pages ?? 0) * PAGE_BYTES;
}
