/**
 * What moves in a hand-over: parts of the data folder, numbered in the order in which they were
 * found. People's files never change under their names, so they move while the room goes on; the log
 * is copied when nothing is written any more.
 */
import { chmod, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from '@photostructure/sqlite';
import {
  HANDOVER_CHUNK_BYTES,
  HANDOVER_LIST_MAX,
  HANDOVER_PART_NAME_CHARS,
} from '../../protocol/limits';
import type { HandoverPart } from '../../protocol/succession';
import { LOG_PART, SERVER_PART, SUCCESSION_PART } from '../backup/manifest';
import { filesIn } from '../backup/parts';

interface Part {
  readonly name: string;
  /** Where its bytes are read. */
  readonly file: string;
  readonly bytes: number;
  gone: boolean;
  /** Bytes that were given away, each counted once: chunks are asked for in order. */
  given: number;
}

/** Folder of the log's copy, in the data folder: what a crash leaves of it is swept away. */
export const DRAFT = '.handover-';
/** Pages of the log that are copied at a time. */
const COPY_PAGES = 500;

export class Moving {
  private readonly parts: Part[] = [];
  private readonly byName = new Map<string, Part>();
  private scratch: string | null = null;
  private total = 0;
  private given = 0;
  private ended = false;

  /** `logBytes`: about how long the log is, so that what is told of the whole is not turned back. */
  constructor(
    private readonly dataDir: string,
    private readonly logBytes: number,
  ) {}

  get bytes(): number {
    const copied = this.byName.has(LOG_PART);
    return this.total + (copied ? 0 : this.logBytes);
  }

  /** How much of it all was given away: 0 to 1. */
  get share(): number {
    return this.bytes === 0 ? 1 : Math.min(1, this.given / this.bytes);
  }

  /** Files that came, and files that went. */
  async look(): Promise<void> {
    const there = new Set<string>();
    for await (const name of filesIn(this.dataDir)) {
      if (name.length > HANDOVER_PART_NAME_CHARS) continue;
      there.add(name);
      await this.add(name, join(this.dataDir, ...name.split('/')));
    }
    for (const part of this.parts) if (isFile(part) && !there.has(part.name)) this.drop(part);
  }

  /** Copies the log, and takes in the rest. Nothing may be written any more. Rejects when it ends. */
  async seal(): Promise<void> {
    const { dataDir } = this;
    this.scratch = await mkdtemp(join(dataDir, DRAFT));
    const copy = join(this.scratch, LOG_PART);
    await copyLog(join(dataDir, LOG_PART), copy, () => {
      if (this.ended) throw new Error('it was given up');
    });
    await this.look();
    for (const name of [SERVER_PART, SUCCESSION_PART]) await this.add(name, join(dataDir, name));
    // Last of all: whoever has it has everything.
    await this.add(LOG_PART, copy);
  }

  list(from: number): { parts: HandoverPart[]; more: boolean } {
    const page = this.parts.slice(from, from + HANDOVER_LIST_MAX);
    const parts = page.map(({ name, bytes, gone }) => ({
      ...{ name, bytes },
      ...(gone && { gone: true as const }),
    }));
    return { parts, more: from + page.length < this.parts.length };
  }

  /** At most a chunk; null when the part went away. Undefined for what there is not. */
  async read(index: number, offset: number): Promise<Buffer | null | undefined> {
    const part = this.parts[index];
    if (!part || offset >= part.bytes) return undefined;
    const handle = part.gone ? null : await open(part.file).catch(() => null);
    if (!handle) {
      this.drop(part);
      return null;
    }
    try {
      const chunk = Buffer.alloc(Math.min(HANDOVER_CHUNK_BYTES, part.bytes - offset));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset);
      const before = part.given;
      part.given = Math.max(before, offset + bytesRead);
      this.given += part.given - before;
      return chunk.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    if (this.scratch) await rm(this.scratch, { recursive: true, force: true });
  }

  private async add(name: string, file: string): Promise<void> {
    if (this.byName.has(name)) return;
    const found = await stat(file).catch(() => null);
    if (!found?.isFile() || this.byName.has(name)) return;
    const part: Part = { name, file, bytes: found.size, gone: false, given: 0 };
    this.parts.push(part);
    this.byName.set(name, part);
    this.total += part.bytes;
  }

  private drop(part: Part): void {
    if (part.gone) return;
    part.gone = true;
    this.total -= part.bytes;
    this.given -= part.given;
  }
}

const isFile = ({ name }: Part): boolean => name.includes('/');

/** Beside the event loop, a few pages at a time; `step` may throw to end it. */
async function copyLog(from: string, to: string, step: () => void): Promise<void> {
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(db, to, { rate: COPY_PAGES, progress: step });
    await chmod(to, 0o600);
  } finally {
    db.close();
  }
  // One file and nothing beside it.
  const copy = new DatabaseSync(to);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** What a crash left behind of a copy is all that was ever said here. */
export async function sweepDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(DRAFT)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}
