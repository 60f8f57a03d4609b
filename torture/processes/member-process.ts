/** A member, seen from whoever tortures it: its process, its way to the server, its folder. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createFaultProxy, type FaultProxy } from '../../client/testing/fault-proxy';
import { Child } from './child';
import { Restartable } from './restartable';
import type { ServerFacts } from './server';
import type { Tortured } from './tortured';
import type { Answer, Dump, MemberOptions, Order, State } from './words';

const ANSWER_MS = 60_000;
const END_MS = 20_000;
const PROXY_LIFE_MS = 24 * 3_600_000;

type Told = { id: number; answer?: Answer; failed?: string } | { ready: true };

export class MemberProcess extends Restartable implements Tortured {
  #asked = 0;
  #talking = false;
  readonly #waiting = new Map<number, (told: Exclude<Told, { ready: true }>) => void>();

  private constructor(
    readonly name: string,
    readonly folder: string,
    readonly line: FaultProxy,
    private readonly program: string,
    private readonly options: MemberOptions,
  ) {
    super(END_MS);
  }

  /** `program`: `out/torture/member.js`. */
  static async make(given: {
    name: string;
    house: string;
    server: ServerFacts;
    program: string;
    seed: number;
  }): Promise<MemberProcess> {
    const { name, house, server, program, seed } = given;
    const folder = path.join(house, name);
    mkdirSync(folder, { recursive: true });
    const target = { host: '127.0.0.1', port: server.port };
    const line = await createFaultProxy({ target, lifeMs: PROXY_LIFE_MS });
    const { fingerprint } = server;
    const options = { folder, name, port: line.port, fingerprint, seed };
    return new MemberProcess(name, folder, line, program, options);
  }

  async start(): Promise<void> {
    if (this.up) return;
    const child = new Child(
      [this.program, JSON.stringify(this.options)],
      ['ignore', 'ignore', 'pipe', 'ipc'],
    );
    this.child = child;
    const ready = new Promise<void>((resolve, reject) => {
      child.process.on('message', (told: Told) => {
        if ('ready' in told) resolve();
        else this.#waiting.get(told.id)?.(told);
      });
      const why = () => reject(new Error(`${this.name} did not start: ${child.complaint}`));
      void child.ended.then(why);
    });
    await ready;
    if (this.#talking) await this.ask({ do: 'talk', on: true });
  }

  /** From now on, also after it was started again. */
  async talk(on: boolean): Promise<void> {
    this.#talking = on;
    if (this.up) await this.ask({ do: 'talk', on });
  }

  state(): Promise<State> {
    return this.ask({ do: 'state' }) as Promise<State>;
  }

  dump(): Promise<Dump> {
    return this.ask({ do: 'dump' }) as Promise<Dump>;
  }

  async enter(name: string, create: boolean): Promise<void> {
    await this.ask({ do: 'room', name, create });
  }

  async comeBack(): Promise<void> {
    await this.ask({ do: 'return' });
  }

  /** Rejects when the process ends, or says nothing, before it has answered. */
  async ask(order: Order): Promise<Answer> {
    const child = this.child;
    if (!child?.alive) throw new Error(`${this.name} is not there`);
    this.#asked += 1;
    const id = this.#asked;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const gone = () => reject(new Error(`${this.name} ended: ${child.complaint}`));
        this.#waiting.set(id, ({ answer, failed }) =>
          answer === undefined ? reject(new Error(`${this.name}: ${failed}`)) : resolve(answer),
        );
        timer = setTimeout(() => reject(new Error(`${this.name} is silent`)), ANSWER_MS);
        void child.ended.then(gone);
        child.process.send({ id, order }, (why) => why && reject(why));
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }
}
