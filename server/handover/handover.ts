/**
 * Hands the server over to somebody's computer (docs/PROTOCOL.md "Hand-over"). One at a time.
 *
 * - the room goes on while its files move; it is paused for the log and what came last, and everybody
 *   is told so;
 * - until the record is written nothing is lost: whatever fails, this server goes on as before;
 * - every step is answered at once, and only silence ends a hand-over, however much there is to move;
 * - the record is on this disk before anybody else has it: from then on this folder is never
 *   served again, and there are no two servers of one log.
 */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../protocol/errors';
import type { Fingerprint, UserId } from '../../protocol/ids';
import { HANDOVER_ANSWER_MS, HANDOVER_IDLE_MS, HANDOVER_OFFER_MS } from '../../protocol/limits';
import type { ResultOf } from '../../protocol/replies';
import type {
  HandoverFrame,
  HandoverSettings,
  HandoverStep,
  SucceededFrame,
  SuccessionRecord,
} from '../../protocol/succession';
import { successionTranscript } from '../../protocol/wire/succession';
import { LOG_PART } from '../backup/manifest';
import type { RunningHub } from '../hub/api';
import type { RunningServer } from '../options';
import type { HandoverDesk } from './desk';
import { Moving, sweepDrafts } from './moving';
import { BEFORE_RECORD, movingOf, type Run } from './run';
import { writeRecords } from './succession-file';
import { Telling } from './telling';

export interface HandoverParts {
  dataDir: string;
  fingerprint: Fingerprint;
  epoch: string;
  /** How this server came to its own log. */
  succession: readonly SuccessionRecord[];
  hub: Pick<RunningHub, 'hold' | 'present' | 'user' | 'tell'>;
  sign: RunningServer['sign'];
  password(): string | undefined;
  /** How it was opened, as far as that goes along. */
  settings(): HandoverSettings;
  /** Everybody was told where to go; whoever owns the process then stops the server. */
  done(heir: { to: string; record: SuccessionRecord }): void;
  log(line: string): void;
  now?: () => number;
  /** Calls after so many ms unless it is called off; the system's timers when left out. */
  after?: After;
}

type After = (ms: number, run: () => void) => () => void;

export class Handover implements HandoverDesk {
  private run: Run | null = null;
  private readonly after: After;
  private readonly telling: Telling;

  constructor(private readonly parts: HandoverParts) {
    this.after = parts.after ?? systemTimer;
    this.telling = new Telling(parts.hub);
    sweepDrafts(parts.dataDir).catch((why) =>
      parts.log(`what is left of a hand-over: ${reasonOf(why)}`),
    );
  }

  async step(by: UserId, step: HandoverStep): Promise<ResultOf<'handover'>> {
    switch (step.do) {
      case 'offer':
        return { id: this.offer(by, step.to) };
      case 'cancel':
        await this.giveUp(this.mine(step.id, 'host', by, BEFORE_RECORD), 'cancelled');
        return {};
      case 'decline':
        await this.giveUp(this.mine(step.id, 'heir', by, BEFORE_RECORD), 'declined');
        return {};
      case 'accept':
        await this.accept(this.mine(step.id, 'heir', by, ['offered']), step.key);
        return {};
      case 'list':
        return this.list(this.mine(step.id, 'heir', by, ['moving', 'sealed']), step.from);
      case 'read':
        return this.read(this.mine(step.id, 'heir', by, ['moving', 'sealed']), step);
      case 'seal':
        return this.seal(this.mine(step.id, 'heir', by, ['moving', 'sealing', 'sealed']));
      case 'finish':
        return this.finish(this.mine(step.id, 'heir', by, ['sealed', 'giving', 'given']));
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
      ...{ stage: 'offered', key: null, moving: null, sealing: null, record: null, giving: null },
      ...{ toldPart: 0, paused: false },
      callOff: this.after(HANDOVER_OFFER_MS, () => void this.giveUp(run, 'declined')),
    };
    this.run = run;
    this.telling.both(run, 'offered');
    return run.id;
  }

  /** The room goes on: nothing is paused yet. */
  private async accept(run: Run, key: Fingerprint): Promise<void> {
    const { dataDir } = this.parts;
    if (key === this.parts.fingerprint) throw new Refusal('bad-frame', { field: 'key' });
    run.stage = 'moving';
    run.key = key;
    const log = await stat(join(dataDir, LOG_PART)).catch(() => null);
    run.moving = new Moving(dataDir, log?.size ?? 0);
    this.touch(run);
    this.telling.part(run, 0);
  }

  private async list(run: Run, from: number): Promise<ResultOf<'handover'>> {
    const moving = movingOf(run);
    this.touch(run);
    if (from === 0 && run.stage === 'moving') await moving.look();
    return moving.list(from);
  }

  private async read(
    run: Run,
    { part, offset }: { part: number; offset: number },
  ): Promise<ResultOf<'handover'>> {
    const moving = movingOf(run);
    this.touch(run);
    const chunk = await moving.read(part, offset);
    if (chunk === undefined) throw new Refusal('bad-frame', { field: 'part' });
    this.telling.progress(run, moving.share);
    return chunk === null ? { gone: true } : { data: chunk.toString('base64url') };
  }

  /** Answered within HANDOVER_ANSWER_MS, done or not: nobody's wait depends on how much there is. */
  private async seal(run: Run): Promise<ResultOf<'handover'>> {
    this.touch(run);
    run.sealing ??= this.pause(run);
    let callOff = () => {};
    const late = new Promise<boolean>((resolve) => {
      callOff = this.after(HANDOVER_ANSWER_MS, () => resolve(false));
    });
    try {
      return { sealed: await Promise.race([run.sealing.then(() => true), late]) };
    } finally {
      callOff();
    }
  }

  private pause(run: Run): Promise<void> {
    run.stage = 'sealing';
    const moving = movingOf(run);
    const copying = async () => {
      try {
        await this.parts.hub.hold(true);
        this.needsToBeOn(run);
        run.paused = true;
        this.telling.part(run, run.toldPart);
        this.telling.others(run, 'sealed');
        await moving.seal();
        this.needsToBeOn(run);
        run.stage = 'sealed';
      } catch (why) {
        this.parts.log(`the hand-over failed: ${reasonOf(why)}`);
        await moving.end();
        await this.giveUp(run, 'failed');
        throw new Refusal('storage-failed');
      }
    };
    const done = copying();
    done.catch(() => {}); // whoever asks next is told
    return done;
  }

  /** Asked twice it answers the same: the first answer may have been lost. */
  private async finish(run: Run): Promise<ResultOf<'handover'>> {
    run.giving ??= this.give(run);
    const record = await run.giving;
    // Who asks again is still at work on its side: the others are sent there when it has opened.
    if (this.run === run) this.untilItEnds(run);
    const password = this.parts.password();
    const settings = this.parts.settings();
    return { record, settings, ...(password !== undefined && { password }) };
  }

  /** From its first step on nothing of it can be taken back; where the disk refuses, all can. */
  private async give(run: Run): Promise<SuccessionRecord> {
    const { dataDir, fingerprint: from, epoch: log, sign, now = Date.now } = this.parts;
    const facts = { from, to: run.key as Fingerprint, log, at: now() };
    const record = { ...facts, ...sign(successionTranscript(facts)) };
    run.stage = 'giving';
    run.callOff();
    try {
      await writeRecords(dataDir, [...this.parts.succession, record]);
    } catch (why) {
      run.stage = 'sealed';
      run.giving = null;
      this.touch(run);
      throw why;
    }
    run.record = record;
    run.stage = 'given';
    return record;
  }

  /** Whatever becomes of the new server now: this one has ended. */
  private untilItEnds(run: Run): void {
    run.callOff();
    run.callOff = this.after(HANDOVER_IDLE_MS, () => this.end(run));
  }

  private opened(run: Run, hosts: SucceededFrame['hosts']): void {
    const { record } = run;
    if (!record) return;
    this.telling.both(run, 'done');
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
    this.telling.both(run, state);
    if (run.paused) this.telling.others(run, state);
  }

  private async clear(run: Run): Promise<void> {
    this.run = null;
    run.callOff();
    await run.moving?.end();
  }

  private touch(run: Run): void {
    if (this.run !== run) return;
    run.callOff();
    run.callOff = this.after(HANDOVER_IDLE_MS, () => void this.giveUp(run, 'failed'));
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

  private needsToBeOn(run: Run): void {
    if (this.run !== run) throw new Error('it was taken back');
  }
}

const reasonOf = (why: unknown): string => (why instanceof Error ? why.message : String(why));

const systemTimer: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
