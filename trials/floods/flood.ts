/** What a flood is, and what all of them need. */
import { UNDECIDED_PER_ADDRESS_MAX } from '../../protocol/limits';

/** Where to; always this machine. */
export interface Door {
  readonly port: number;
}

export interface Flood {
  readonly name: string;
  readonly flags: readonly string[];
  readonly password?: string;
  /** Everybody comes; returns what goes on then. */
  begin(door: Door, scale: number): Promise<Going>;
}

export interface Going {
  /** Resolves to what there is to tell of it. */
  flood(seconds: number): Promise<string>;
  end(): void;
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One address may have only so many at the door, and so many new ones at a time. */
export const addressOf = (i: number, perAddress = UNDECIDED_PER_ADDRESS_MAX / 2): string => {
  const neighbour = 1 + Math.floor(i / perAddress);
  return `127.1.${neighbour >> 8}.${neighbour & 255}`;
};

/** A few at a time: more would only queue in the kernel. */
export async function each<T>(
  count: number,
  atOnce: number,
  make: (i: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) made.push(await make(next++));
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
  return made;
}
