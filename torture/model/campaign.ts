/** Very many histories, in several processes at a time, each of a seed that follows from one. */

import { randomOf } from '../lib/random';
import { Child } from '../processes/child';
import { MODELS } from './models';

/** A part that takes longer hangs. */
const PART_MS = 30 * 60_000;
const PARTS_PER_MODEL = 60;

export interface Campaign {
  /** This program: it plays the parts, each in a process of its own. */
  program: string;
  histories: number;
  seed: number;
  processes: number;
  say: (line: string) => void;
}

interface Part {
  model: string;
  histories: number;
  seed: number;
}

/** As many of each model, in proportion, as one run of all tests plays. */
export function partsOf({ histories, seed }: Pick<Campaign, 'histories' | 'seed'>): Part[] {
  const all = MODELS.reduce((sum, model) => sum + model.histories, 0);
  return MODELS.flatMap(({ model: { name }, histories: share }) => {
    const mine = Math.ceil((histories * share) / all);
    const each = Math.ceil(mine / PARTS_PER_MODEL);
    const random = randomOf(seed, name);
    return Array.from({ length: Math.ceil(mine / each) }, () => ({
      model: name,
      histories: each,
      seed: random.whole(0, 0x7fff_ffff),
    }));
  });
}

/** Resolves to how many were played of each; rejects when a part found something. */
export async function campaign(options: Campaign): Promise<Record<string, number>> {
  const parts = partsOf(options);
  const played: Record<string, number> = {};
  let next = 0;
  const work = async (): Promise<void> => {
    for (let part = parts[next++]; part; part = parts[next++]) {
      await play(part, options.program);
      played[part.model] = (played[part.model] ?? 0) + part.histories;
      if (next % 20 === 0) options.say(`${next} of ${parts.length} parts`);
    }
  };
  await Promise.all(Array.from({ length: options.processes }, work));
  return played;
}

async function play({ model, histories, seed }: Part, program: string): Promise<void> {
  const args = [program, 'part', model, String(histories), String(seed)];
  const child = new Child(args, ['ignore', 'ignore', 'pipe']);
  const late = setTimeout(() => child.process.kill('SIGKILL'), PART_MS);
  await child.ended;
  clearTimeout(late);
  if (child.process.exitCode === 0) return;
  const again = `npm run model -- --only ${model} --seed ${seed} --histories ${histories}`;
  throw new Error(`${model} broke: ${child.complaint}\nagain: ${again}`);
}
