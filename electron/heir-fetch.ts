/** Fetches the parts of a server that is handed over, over the connection that stands. */
import { type FileHandle, mkdir, open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import {
  BACKUP_MAX_BYTES,
  BACKUP_PARTS_MAX,
  HANDOVER_CHUNK_BYTES,
  HANDOVER_IN_FLIGHT,
  HANDOVER_LITTLE_BYTES,
  HANDOVER_ROUNDS_MAX,
} from '../protocol/limits';
import type { ResultOf } from '../protocol/replies';
import type { HandoverPart, HandoverStep } from '../protocol/succession';

/** Says one step to the old host; rejects with what it refused. */
export type AskHost = (step: HandoverStep) => Promise<ResultOf<'handover'>>;

/** What there is to fetch does not fit on this computer's disk. */
export class NoSpace extends Error {
  constructor(readonly bytes: number) {
    super(`${bytes} bytes are needed`);
    this.name = 'NoSpace';
  }
}

/**
 * All of it into `folder`: files while the room goes on, in rounds, and then what is left while it is
 * paused. Resolves when all is there and on the disk. Each step is answered at once, so that
 * nothing here waits for longer than a reply takes, however much there is.
 */
export async function fetchServer(ask: AskHost, id: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fetching = new Fetching(ask, id, folder);
  for (let round = 1, brought = Infinity; round <= HANDOVER_ROUNDS_MAX; round += 1) {
    if (brought <= HANDOVER_LITTLE_BYTES) break;
    brought = await fetching.round();
  }
  while (!(await ask({ do: 'seal', id })).sealed);
  await fetching.round();
}

interface Target {
  readonly file: string;
  readonly handle: FileHandle;
  /** Chunks that are still on their way. */
  left: number;
  gone: boolean;
}

interface Chunk {
  readonly part: number;
  readonly offset: number;
  readonly bytes: number;
  readonly target: Target;
}

class Fetching {
  private readonly had = new Set<number>();
  private readonly writing = new Set<FileHandle>();

  constructor(
    private readonly ask: AskHost,
    private readonly id: string,
    private readonly folder: string,
  ) {}

  /** Brings the folder up to the list as it is now; tells how many bytes that were. */
  async round(): Promise<number> {
    const parts = await this.list();
    const wanted = [...parts.entries()].filter(([n, { gone }]) => !gone && !this.had.has(n));
    const bytes = wanted.reduce((sum, [, part]) => sum + part.bytes, 0);
    await this.needsSpace(bytes);
    const chunks = this.chunks(wanted);
    const work = async () => {
      for await (const chunk of chunks) await this.fetch(chunk);
    };
    try {
      await Promise.all(Array.from({ length: HANDOVER_IN_FLIGHT }, work));
    } finally {
      await Promise.allSettled([...this.writing].map((handle) => handle.close()));
      this.writing.clear();
    }
    for (const [n, { name, gone }] of parts.entries()) {
      if (gone && this.had.delete(n)) await rm(this.fileOf(name), { force: true });
    }
    return bytes;
  }

  private async list(): Promise<HandoverPart[]> {
    const all: HandoverPart[] = [];
    for (let more = true; more; ) {
      const answer = await this.ask({ do: 'list', id: this.id, from: all.length });
      const parts = answer.parts ?? [];
      all.push(...parts);
      more = (answer.more ?? false) && parts.length > 0;
      if (all.length > BACKUP_PARTS_MAX) throw new Error('there are too many parts');
    }
    if (new Set(all.map(({ name }) => name)).size < all.length) {
      throw new Error('a part is there twice');
    }
    return all;
  }

  private async needsSpace(bytes: number): Promise<void> {
    const free = await statfs(this.folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => Number.POSITIVE_INFINITY,
    );
    if (bytes > Math.min(free, BACKUP_MAX_BYTES)) throw new NoSpace(bytes);
  }

  /** In their order; a part is opened when its first chunk is taken, and closed after its last one. */
  private async *chunks(wanted: Iterable<[number, HandoverPart]>): AsyncGenerator<Chunk> {
    for (const [part, { name, bytes }] of wanted) {
      const file = this.fileOf(name);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const handle = await open(file, 'w', 0o600);
      const left = Math.ceil(bytes / HANDOVER_CHUNK_BYTES);
      const target: Target = { file, handle, left, gone: false };
      this.had.add(part);
      if (left === 0) await handle.close();
      else this.writing.add(handle);
      for (let offset = 0; offset < bytes; offset += HANDOVER_CHUNK_BYTES) {
        yield { part, offset, bytes: Math.min(HANDOVER_CHUNK_BYTES, bytes - offset), target };
      }
    }
  }

  private async fetch({ part, offset, bytes, target }: Chunk): Promise<void> {
    try {
      if (target.gone) return;
      const { data = '', gone } = await this.ask({ do: 'read', id: this.id, part, offset });
      if (gone) {
        target.gone = true;
        return;
      }
      const chunk = Buffer.from(data, 'base64url');
      if (chunk.length !== bytes) throw new Error('a chunk is not of the agreed length');
      await target.handle.write(chunk, 0, chunk.length, offset);
    } finally {
      target.left -= 1;
      if (target.left === 0) await this.close(part, target);
    }
  }

  private async close(part: number, { file, handle, gone }: Target): Promise<void> {
    if (!gone) await handle.sync();
    if (this.writing.delete(handle)) await handle.close();
    if (!gone) return;
    this.had.delete(part);
    await rm(file, { force: true });
  }

  private fileOf(name: string): string {
    return path.join(this.folder, ...name.split('/'));
  }
}
