/**
 * A disk that loses its power: what was flushed is there, of everything else any part may be, down
 * to single sectors and in any order. Names behave as contents do: a file that was made, renamed or
 * removed is so for certain only once its folder was flushed.
 */
import type { Step } from './trace';

export const SECTOR_BYTES = 512;
type Random = () => number;

type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** The bytes of a file, whatever it is called. */
class Content {
  /** As it was when it was flushed last. */
  flushed: Buffer = Buffer.alloc(0);
  /** What was asked of it since then. */
  pending: Change[] = [];

  flush(): void {
    this.flushed = this.pending.reduce(apply, this.flushed);
    this.pending = [];
  }
}

function apply(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    return change.size <= bytes.length
      ? Buffer.from(bytes.subarray(0, change.size))
      : Buffer.concat([bytes, Buffer.alloc(change.size - bytes.length)]);
  }
  const end = change.at + change.bytes.length;
  // a copy each time would make long runs slow: grown in place, and only this file's own
  const whole =
    end > bytes.length ? Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]) : bytes;
  change.bytes.copy(whole, change.at);
  return whole;
}

type Naming = ReadonlyMap<string, Content>;

/** How much of what was not flushed survives. */
export type Fate = 'nothing' | 'everything' | 'beginning' | 'some sectors';
export const FATES: readonly Fate[] = ['nothing', 'everything', 'beginning', 'some sectors'];

export class Disk {
  private names = new Map<string, Content>();
  /** Namings since the folder was flushed last, the flushed one first. */
  private namings: Naming[] = [new Map()];

  take(step: Step): void {
    switch (step.kind) {
      case 'create':
        if (!this.names.has(step.file)) this.rename(() => this.names.set(step.file, new Content()));
        break;
      case 'unlink':
        this.rename(() => this.names.delete(step.file));
        break;
      case 'rename':
        this.rename(() => {
          const content = this.names.get(step.file);
          this.names.delete(step.file);
          if (content) this.names.set(step.to, content);
        });
        break;
      case 'write':
      case 'truncate':
        this.names.get(step.file)?.pending.push(step);
        break;
      case 'sync':
        if (step.file === '.') this.namings = [new Map(this.names)];
        else this.names.get(step.file)?.flush();
        break;
    }
  }

  /** The files that are found after the power is back. */
  image(fate: Fate, random: Random): Map<string, Buffer> {
    const latest = this.namings.length - 1;
    const at = fate === 'nothing' ? 0 : fate === 'everything' ? latest : below(latest + 1, random);
    const found = new Map<string, Buffer>();
    for (const [name, content] of this.namings[at] as Naming) {
      found.set(name, survivor(content, fate, random));
    }
    return found;
  }

  private rename(change: () => void): void {
    change();
    this.namings.push(new Map(this.names));
  }
}

const below = (limit: number, random: Random): number => Math.floor(random() * limit);

function survivor({ flushed, pending }: Content, fate: Fate, random: Random): Buffer {
  if (fate === 'nothing' || pending.length === 0) return flushed;
  let bytes: Buffer = Buffer.from(flushed);
  if (fate === 'everything') return pending.reduce(apply, bytes);
  if (fate === 'beginning') {
    const whole = below(pending.length + 1, random);
    bytes = pending.slice(0, whole).reduce(apply, bytes);
    const torn = pending[whole];
    // the write in the middle of which it happened: some of its sectors, from the first on
    return torn ? sectors(torn, bytes, (i, count) => i < below(count + 1, random)) : bytes;
  }
  const share = random();
  for (const change of pending) bytes = sectors(change, bytes, () => random() < share);
  return bytes;
}

/** Applies those sectors of a change that are kept. */
function sectors(
  change: Change,
  bytes: Buffer,
  keep: (i: number, count: number) => boolean,
): Buffer {
  if (change.kind === 'truncate') return keep(0, 1) ? apply(bytes, change) : bytes;
  let result = bytes;
  const first = Math.floor(change.at / SECTOR_BYTES);
  const last = Math.floor((change.at + change.bytes.length - 1) / SECTOR_BYTES);
  for (let sector = first; sector <= last; sector += 1) {
    if (!keep(sector - first, last - first + 1)) continue;
    const from = Math.max(change.at, sector * SECTOR_BYTES);
    const to = Math.min(change.at + change.bytes.length, (sector + 1) * SECTOR_BYTES);
    const part = change.bytes.subarray(from - change.at, to - change.at);
    result = apply(result, { kind: 'write', at: from, bytes: part });
  }
  return result;
}
