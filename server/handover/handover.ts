/**
 * Hands the server over to somebody's computer (docs/PROTOCOL.md "Hand-over"). One at a time.
 *
 * - until the record is written nothing is lost: whatever fails, this server goes on as before;
 * - before the first byte moves nothing more is accepted, so that what moves is all there is;
 * - the record is on this disk before anybody else has it: from then on this folder is never
 *   served again, and there are no two servers of one log.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../protocol/errors';
import type { Fingerprint, UserId } from '../../protocol/ids';
import { HANDOVER_CHUNK_BYTES, HANDOVER_IDLE_MS, HANDOVER_OFFER_MS } from '../../protocol/limits';
import type { ResultOf } from '../../protocol/replies';
import type {
  HandoverFrame,
  HandoverStep,
  SucceededFrame,
  SuccessionRecord,
} from '../../protocol/succession';
import { successionTranscript } from '../../protocol/wire/succession';
import { packBackup } from '../backup/pack';
import type { RunningHub } from '../hub/api';
import type { RunningServer } from '../options';
import type { HandoverDesk } from './desk';
import { writeRecords } from './succession-file';

interface Parts {
  dataDir: string;
  fingerprint: Fingerprint;
  epoch: string;
  /** How this server came to its own log. */
  succession: readonly SuccessionRecord[];
  hub: Pick<RunningHub, 'hold' | 'present' | 'user' | 'tell'>;
  sign: RunningServer['sign'];
  password(): string | undefined;
  /** Everybody was told where to go; whoever owns the process then stops the server. */
  done(heir: { to: string; record: SuccessionRecord }): void;
  log(line: string): void;
  now?: () => number;
}

interface Run {
  readonly id: string;
  readonly host: UserId;
  readonly heir: UserId;
  readonly names: { by: string; to: string };
  stage: 'offered' | 'packing' | 'moving' | 'giving' | 'given';
  key: Fingerprint | null;
  archive: { file: string; handle: FileHandle; bytes: number } | null;
  record: SuccessionRecord | null;
  /** The record is on its way to the disk: nobody can take anything back meanwhile. */
  giving: Promise<SuccessionRecord> | null;
  toldPart: number;
  timer: NodeJS.Timeout;
}

/** The archive that moves, in the data folder. */
const DRAFT = '.handover-';
const DRAFT_END = '.tar.gz';

export class Handover implements HandoverDesk {
  private run: Run | null = null;

  constructor(private readonly parts: Parts) {
    void this.sweep();
  }

  async step(by: UserId, step: HandoverStep): Promise<ResultOf<'handover'>> {
    switch (step.do) {
      case 'offer':
        return { id: this.offer(by, step.to) };
      case 'cancel':
        await this.giveUp(
          this.mine(step.id, 'host', by, ['offered', 'packing', 'moving']),
          'cancelled',
        );
        return {};
      case 'decline':
        await this.giveUp(
          this.mine(step.id, 'heir', by, ['offered', 'packing', 'moving']),
          'declined',
        );
        return {};
      case 'accept':
        return { bytes: await this.accept(this.mine(step.id, 'heir', by, ['offered']), step.key) };
      case 'read':
        return this.read(this.mine(step.id, 'heir', by, ['moving']), step.offset);
      case 'finish':
        return this.finish(this.mine(step.id, 'heir', by, ['moving', 'giving', 'given']));
      case 'opened':
        this.opened(this.mine(step.id, 'heir', by, ['given']), step.hosts);
        return {};
    }
  }

  /** The server stops: what is not finished is given up. */
  async stop(): Promise<void> {
    const { run } = this;
    await run?.giving?.catch(() => {});
    if (run && run.stage !== 'given') await this.giveUp(run, 'cancelled');
    else if (run) await this.clear(run);
  }

  private offer(host: UserId, heir: UserId): string {
    const { hub } = this.parts;
    if (this.run) throw new Refusal('not-allowed', { message: 'a hand-over is under way' });
    const session = hub.present(heir);
    if (heir === host || !session?.verified || !session.features.has('host')) {
      throw new Refusal('no-such-user', { field: 'to' });
    }
    const nameOf = (user: UserId) => hub.user(user)?.name ?? '';
    const run: Run = {
      id: randomBytes(16).toString('base64url'),
      ...{ host, heir, names: { by: nameOf(host), to: nameOf(heir) } },
      ...{ stage: 'offered', key: null, archive: null, record: null, giving: null, toldPart: 0 },
      timer: setTimeout(() => void this.giveUp(run, 'declined'), HANDOVER_OFFER_MS),
    };
    this.run = run;
    this.tell(run, 'offered');
    return run.id;
  }

  private async accept(run: Run, key: Fingerprint): Promise<number> {
    const { dataDir, hub, log, now = Date.now } = this.parts;
    if (key === this.parts.fingerprint) throw new Refusal('bad-frame', { field: 'key' });
    run.stage = 'packing';
    run.key = key;
    this.touch(run);
    const file = join(dataDir, `${DRAFT}${run.id}${DRAFT_END}`);
    try {
      await hub.hold(true);
      const out = createWriteStream(file, { mode: 0o600 });
      await packBackup(out, { dataDir, key: { as: 'none' }, now: now() });
      if (this.run !== run) throw new Error('it was taken back');
      const handle = await open(file);
      run.archive = { file, handle, bytes: 0 };
      run.archive.bytes = (await handle.stat()).size;
      if (this.run !== run) throw new Error('it was taken back');
      run.stage = 'moving';
      this.touch(run);
      this.tell(run, 'moving', 0);
      return run.archive.bytes;
    } catch (why) {
      log(`the hand-over failed: ${why instanceof Error ? why.message : why}`);
      await rm(file, { force: true });
      await this.giveUp(run, 'failed');
      throw new Refusal('storage-failed');
    }
  }

  private async read(run: Run, offset: number): Promise<ResultOf<'handover'>> {
    const { archive } = run;
    if (!archive || offset >= archive.bytes) throw new Refusal('bad-frame', { field: 'offset' });
    this.touch(run);
    const chunk = Buffer.alloc(Math.min(HANDOVER_CHUNK_BYTES, archive.bytes - offset));
    const { bytesRead } = await archive.handle.read(chunk, 0, chunk.length, offset);
    const part = (offset + bytesRead) / archive.bytes;
    if (part - run.toldPart >= 0.02) {
      run.toldPart = part;
      this.tell(run, 'moving', part);
    }
    return { data: chunk.subarray(0, bytesRead).toString('base64url') };
  }

  /** Asked twice it answers the same: the first answer may have been lost. */
  private async finish(run: Run): Promise<ResultOf<'handover'>> {
    run.giving ??= this.give(run);
    const record = await run.giving;
    const password = this.parts.password();
    return { record, ...(password !== undefined && { password }) };
  }

  /** From its first step on nothing of it can be taken back; where the disk refuses, all can. */
  private async give(run: Run): Promise<SuccessionRecord> {
    const { dataDir, fingerprint: from, epoch: log, sign, now = Date.now } = this.parts;
    const facts = { from, to: run.key as Fingerprint, log, at: now() };
    const record = { ...facts, ...sign(successionTranscript(facts)) };
    run.stage = 'giving';
    clearTimeout(run.timer);
    try {
      await writeRecords(dataDir, [...this.parts.succession, record]);
    } catch (why) {
      run.stage = 'moving';
      run.giving = null;
      this.touch(run);
      throw why;
    }
    run.record = record;
    run.stage = 'given';
    // Whatever becomes of the new server now: this one has ended.
    run.timer = setTimeout(() => this.end(run), HANDOVER_IDLE_MS);
    return record;
  }

  private opened(run: Run, hosts: SucceededFrame['hosts']): void {
    const { record } = run;
    if (!record) return;
    this.tell(run, 'done');
    this.parts.hub.tell('follow', { t: 'succeeded', record, hosts, to: run.names.to });
    this.end(run);
  }

  private end(run: Run): void {
    if (this.run !== run || !run.record) return;
    const { record, names } = run;
    void this.clear(run);
    this.parts.done({ to: names.to, record });
  }

  /** This server goes on as before. */
  private async giveUp(
    run: Run,
    state: Extract<HandoverFrame['state'], 'declined' | 'cancelled' | 'failed'>,
  ): Promise<void> {
    if (this.run !== run || run.stage === 'giving' || run.stage === 'given') return;
    await this.clear(run);
    await this.parts.hub.hold(false);
    this.tell(run, state);
  }

  private async clear(run: Run): Promise<void> {
    this.run = null;
    clearTimeout(run.timer);
    const { archive } = run;
    run.archive = null;
    await archive?.handle.close();
    if (archive) await rm(archive.file, { force: true });
  }

  /** What a crash left behind of an archive is all that was ever said here. */
  private async sweep(): Promise<void> {
    const { dataDir, log } = this.parts;
    try {
      for (const name of await readdir(dataDir)) {
        const left = name.startsWith(DRAFT) && name.endsWith(DRAFT_END);
        if (left && name !== `${DRAFT}${this.run?.id}${DRAFT_END}`)
          await rm(join(dataDir, name), { force: true });
      }
    } catch (why) {
      log(`what is left of a hand-over: ${why instanceof Error ? why.message : why}`);
    }
  }

  private touch(run: Run): void {
    clearTimeout(run.timer);
    run.timer = setTimeout(() => void this.giveUp(run, 'failed'), HANDOVER_IDLE_MS);
  }

  private mine(
    id: string,
    side: 'host' | 'heir',
    user: UserId,
    stages: readonly Run['stage'][],
  ): Run {
    const { run } = this;
    if (!run || run.id !== id || run[side] !== user || !stages.includes(run.stage)) {
      throw new Refusal('not-allowed', { field: 'id' });
    }
    return run;
  }

  private tell(run: Run, state: HandoverFrame['state'], part?: number): void {
    const { id, names } = run;
    const frame: HandoverFrame = {
      ...{ t: 'handover', id, state, ...names },
      ...(part !== undefined && { part }),
    };
    for (const user of [run.host, run.heir]) this.parts.hub.present(user)?.state(frame);
  }
}
