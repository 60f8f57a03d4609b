/** Records a server's run once, and loses its power at as many moments as are asked for. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '../../server/testing/mutate';
import { newKey } from '../../server/testing/native-client';
import { House } from '../support/house';
import { type Promised, wrongWith } from './check';
import { Disk, FATES, type Fate } from './disk';
import { readTrace, recording, type Step } from './trace';
import { type Deed, type Worked, work } from './work';

export interface Recorded {
  readonly steps: readonly Step[];
  readonly worked: Worked;
  readonly key: string;
}

const OUTBOX = '00000000000000aa';

/**
 * Two runs on one folder: the first is killed, so that the second begins with what it left; the
 * second ends in order.
 */
export async function record(
  durability: 'full' | 'normal',
  messages: number,
  seed: number,
): Promise<Recorded> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'sarangbang-power-'));
  const folder = path.join(scratch, 'data');
  const key = newKey();
  const random = seeded(seed);
  const steps: Step[] = [];
  let worked: Worked = { outbox: OUTBOX, user: key.user, deeds: [], last: { n: 0, commands: 0 } };
  try {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const trace = path.join(scratch, `${signal}.trace`);
      const flags = ['--rate-limit', 'off', '--durability', durability, '--tls', 'on'];
      const house = await House.open({ folder, under: recording(trace), flags });
      const half = { messages: messages / 2, outbox: OUTBOX, key, from: worked.last, random };
      const { deeds, last } = await work(house, half);
      worked = { ...worked, deeds: [...worked.deeds, ...deeds], last };
      await house.end(signal);
      for (const step of await readTrace(trace, folder)) steps.push(step);
    }
    return { steps, worked, key: readFileSync(path.join(folder, 'identity.pem'), 'utf8') };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export interface Loss {
  readonly image: number;
  readonly step: number;
  readonly fate: Fate;
  readonly wrong: string;
}

export interface Losses {
  readonly images: number;
  readonly losses: readonly Loss[];
}

/** `images` crashes, spread over the whole run. */
export async function losePower(recorded: Recorded, images: number, seed: number): Promise<Losses> {
  const random = seeded(seed);
  const { steps, worked, key } = recorded;
  const moments = Array.from({ length: images }, () => Math.floor(random() * (steps.length + 1)));
  moments.sort((a, b) => a - b);
  const disk = new Disk();
  const changes = changesOf(worked);
  const accepted = new Map<string, number | null>();
  let listening = false;
  let at = 0;
  const losses: Loss[] = [];
  const folder = mkdtempSync(path.join(memoryFolder(), 'sarangbang-power-'));
  for (const [image, moment] of moments.entries()) {
    for (; at < moment; at += 1) {
      const step = steps[at] as Step;
      if (step.kind === 'accepted') accepted.set(step.id, step.seq);
      else if (step.kind === 'listening') listening = true;
      else disk.take(step);
    }
    const fate = FATES[Math.floor(random() * FATES.length)] as Fate;
    const promised: Promised = { worked, changes, accepted, listening, key };
    const wrong = await wrongWith(disk.image(fate, random), promised, path.join(folder, 'data'));
    if (wrong !== null) losses.push({ image, step: moment, fate, wrong });
  }
  rmSync(folder, { recursive: true, force: true });
  return { images, losses };
}

function changesOf({ deeds }: Worked): Map<string, Deed[]> {
  const changes = new Map<string, Deed[]>();
  for (const deed of deeds) changes.set(deed.post, [...(changes.get(deed.post) ?? []), deed]);
  return changes;
}

/** Of memory where there is one: nothing here needs a disk that keeps anything. */
const memoryFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
