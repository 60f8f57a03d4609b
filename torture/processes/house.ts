/** A server and its members on fresh folders, and how a round is played with them. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomOf } from '../lib/random';
import { Violation } from '../model/violation';
import { type Audited, audit, readLog } from './audit';
import { type Fault, heldBy, planRound, strike } from './faults';
import { readJournal } from './journal';
import { MemberProcess } from './member-process';
import { ServerProcess } from './server';
import type { Tortured } from './tortured';

/** Until everybody is well again; a slow machine may need long. */
const HEAL_MS = 120_000;
const LOOK_EVERY_MS = 100;
const SECOND_ROOM = 'garden';

type App = typeof import('../app');

export interface Programs {
  /** `out/cli/main.js`. */
  serve: string;
  /** `out/torture/member.js`. */
  member: string;
  /** `out/torture/app.js`; null: without the app. */
  app: string | null;
}

export interface RoundResult extends Audited {
  struck: Readonly<Record<string, number>>;
}

export class House {
  readonly #server: ServerProcess;
  #members: readonly Tortured[] = [];

  constructor(
    private readonly programs: Programs,
    readonly folder: string,
    private readonly seed: number,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#server = new ServerProcess(programs.serve, path.join(folder, 'server'));
  }

  /** Everybody is in both rooms when it resolves. */
  async open(members: number): Promise<void> {
    const server = this.#server;
    await server.start();
    const given = { house: this.folder, server: server.facts, program: this.programs.member };
    const names = Array.from({ length: members }, (_, i) => `m${i + 1}`);
    const made: Tortured[] = [];
    for (const name of names) {
      made.push(await MemberProcess.make({ name, ...given, seed: this.seed }));
    }
    if (this.programs.app !== null) {
      const { AppMember } = (await import(pathToFileURL(this.programs.app).href)) as App;
      made.push(
        await AppMember.make({ house: this.folder, server: server.facts, seed: this.seed }),
      );
    }
    this.#members = made;
    for (const [i, member] of made.entries()) {
      await member.start();
      const isIn = async () => (await member.state()).status.state === 'online';
      await until(`${member.name} is in`, isIn);
      await member.enter(SECOND_ROOM, i === 0);
    }
  }

  async round(number: number, lastsMs: number): Promise<RoundResult> {
    const random = randomOf(this.seed, 'round', number);
    const plan = planRound(random, this.#members.length, lastsMs);
    for (const member of this.#members) await member.talk(true);
    const struck = await this.#play(plan.map(({ at, fault }) => ({ at, fault })));
    await this.#heal();
    return { ...(await this.#audit()), struck };
  }

  async close(): Promise<void> {
    for (const member of this.#members) await member.kill();
    for (const { line } of this.#members) await line.close();
    await this.#server.kill();
  }

  /** What happened is counted; one that would begin while its object is still held is left out. */
  async #play(plan: readonly { at: number; fault: Fault }[]): Promise<Record<string, number>> {
    const scene = { server: this.#server, members: this.#members };
    const busy = new Map<string, Promise<void>>();
    const struck: Record<string, number> = {};
    const began = performance.now();
    let failure: unknown = null;
    for (const { at, fault } of plan) {
      await pause(began + at - performance.now());
      const held = heldBy(fault);
      if (busy.has(held)) continue;
      struck[fault.what] = (struck[fault.what] ?? 0) + 1;
      const over = strike(scene, fault)
        .catch((why) => {
          failure ??= why;
        })
        .finally(() => busy.delete(held));
      busy.set(held, over);
    }
    await Promise.all(busy.values());
    if (failure) throw failure;
    return struck;
  }

  async #heal(): Promise<void> {
    for (const { line } of this.#members) line.resume();
    for (const member of this.#members) await member.talk(false);
    await until('everybody is whole', () => this.#isWhole());
  }

  async #isWhole(): Promise<string | true> {
    const states = await Promise.all(this.#members.map((member) => member.state()));
    const rooms = Object.keys(states[0]?.held ?? {});
    const log = readLog(this.#server.logFile, rooms);
    for (const [i, { status, waiting, held }] of states.entries()) {
      const member = this.#members[i] as Tortured;
      // Bytes of a killed process may come late, and replace the one that lives.
      if (status.state === 'offline' && status.why === 'replaced') await member.comeBack();
      if (status.state !== 'online') return `${member.name} is ${JSON.stringify(status)}`;
      if (waiting > 0) return `${member.name} waits with ${waiting}`;
      for (const room of member.partial ? Object.keys(held) : rooms) {
        const head = log.get(room)?.at(-1)?.seq ?? 0;
        if (held[room] !== head) return `${member.name} has ${held[room]} of ${head} in ${room}`;
      }
    }
    return rooms.length === 2 ? true : `${rooms.length} rooms`;
  }

  async #audit(): Promise<Audited> {
    const found = await Promise.all(
      this.#members.map(async (member) => ({
        name: member.name,
        dump: await member.dump(),
        journal: readJournal(member.folder),
      })),
    );
    const rooms = Object.keys(found[0]?.dump.rooms ?? {});
    return audit(readLog(this.#server.logFile, rooms), found);
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Looks again and again; a sentence that still stands when the time is over is the failure. */
async function until(what: string, holds: () => Promise<string | boolean>): Promise<void> {
  const end = performance.now() + HEAL_MS;
  for (;;) {
    const answer = await holds();
    if (answer === true) return;
    if (performance.now() > end) throw new Violation(`in vain: ${what}: ${answer}`);
    await pause(LOOK_EVERY_MS);
  }
}
