/** A server in a process of its own, people who talk there, and our app among them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as dial } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launch, type RunningApp } from '../../e2e/support/launch';
import { composer, join } from '../../e2e/support/talk';
import { seenEvery, WIDEST_WINDOW } from '../../protocol/window';
import { encodeFrame, FrameDecoder } from '../../protocol/wire/frame';

const START_TIMEOUT_MS = 30_000;
const OPEN_TIMEOUT_MS = 20_000;

export interface Stage {
  port: number;
  link: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** Ours as anybody would start it, durable log and TLS included; only floods are not held back. */
export async function startStage(): Promise<Stage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  const options = ['--host', '127.0.0.1', '--port', '0', '--data', folder, '--no-announce'];
  const args = [path.resolve('out/cli/main.js'), 'serve', ...options, '--rate-limit', 'off'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start')), START_TIMEOUT_MS);
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /^invite (\S+)$/m.exec(text)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server stopped with ${code}`)));
  });
  return {
    link,
    port: Number(/:(\d+)\//.exec(link)?.[1]),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Talker {
  /** Resolves when the server has accepted the message. */
  post(text: string, room?: string): Promise<void>;
  /** Makes a room that anybody may enter; resolves to its id. */
  create(name: string): Promise<string>;
  join(room: string): Promise<void>;
  close(): void;
}

interface Reply {
  t: string;
  id?: string;
  ok?: boolean;
  result?: { room?: string | { id: string } };
  error?: { code: string };
}

const SEEN_EVERY = seenEvery(WIDEST_WINDOW);
const EVENT = Buffer.from('{"t":"ev"');

/** So many of them, one after another, put into `talkers` as they come. */
export async function connectTalkers(port: number, count: number, talkers: Talker[]) {
  while (talkers.length < count)
    talkers.push(await connectTalker(port, `Talker ${talkers.length}`));
}

/** Somebody on the native wire, unencrypted over loopback, who looks into no event. */
async function connectTalker(port: number, name: string): Promise<Talker> {
  const socket = dial(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  const send = (frame: object) => socket.write(encodeFrame(frame));
  const decoder = new FrameDecoder();
  const waiting = new Map<string, (reply: Reply) => void>();
  let events = 0;
  let id = 0;
  let ready: () => void = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const other = (frame: Reply) => {
    if (frame.t === 'challenge') {
      send({ t: 'auth', name, credit: WIDEST_WINDOW });
    } else if (frame.t === 'ready') ready();
    else if (frame.t === 'ping') send({ t: 'pong', id: frame.id });
    else if (frame.t === 'reply') {
      waiting.get(frame.id as string)?.(frame);
      waiting.delete(frame.id as string);
    } else if (frame.t === 'refused') throw new Error(`refused: ${frame.error?.code}`);
  };
  socket.on('data', (chunk) => {
    const before = events;
    for (const body of decoder.push(chunk))
      if (body.compare(EVENT, 0, EVENT.length, 0, EVENT.length) === 0) events += 1;
      else other(JSON.parse(body.toString()) as Reply);
    const step = (count: number) => Math.floor(count / SEEN_EVERY);
    if (step(events) > step(before)) send({ t: 'seen', events });
  });
  socket.on('error', () => {});
  const run = async (cmd: object): Promise<Reply> => {
    id += 1;
    const mine = String(id);
    send({ t: 'cmd', id: mine, cmd });
    const reply = await new Promise<Reply>((resolve) => waiting.set(mine, resolve));
    if (reply.error) throw new Error(`${name} was refused: ${reply.error.code}`);
    return reply;
  };
  send({ t: 'hello', v: 1, min: 1, app: 'bench', features: [] });
  await isReady;
  return {
    post: async (text, room = 'lobby') => void (await run({ verb: 'post', room, text })),
    async create(room) {
      const { result } = await run({ verb: 'create', name: room });
      const made = result?.room;
      if (!made) throw new Error('no room was made');
      return typeof made === 'string' ? made : made.id;
    },
    join: async (room) => void (await run({ verb: 'join', room })),
    close: () => socket.destroy(),
  };
}

/** `count` messages, `inFlight` of each talker on the way; `text` gets 0 to count - 1. */
export async function pour(
  talkers: readonly Talker[],
  count: number,
  text: (n: number) => string,
  room?: string,
  inFlight = 32,
): Promise<void> {
  let next = 0;
  const one = async (talker: Talker) => {
    while (next < count) {
      const n = next;
      next += 1;
      await talker.post(text(n), room);
    }
  };
  await Promise.all(
    talkers.flatMap((talker) => Array.from({ length: inFlight }, () => one(talker))),
  );
}

/**
 * `rate` messages per second for so many seconds, by the clock: what a late timer missed is sent
 * with the next. Resolves to how many when all of them were accepted. `to`: which room gets the
 * n-th.
 */
export async function talk(
  talkers: readonly Talker[],
  rate: number,
  seconds: number,
  text: (n: number) => string,
  to: (n: number) => string = () => 'lobby',
): Promise<number> {
  const started = performance.now();
  const count = Math.round(rate * seconds);
  const answers: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - started) / 1000) * rate));
      while (answers.length < due) {
        const n = answers.length;
        answers.push((talkers[n % talkers.length] as Talker).post(text(n), to(n)));
      }
      if (answers.length < count) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  await Promise.all(answers);
  return count;
}

/** Our app, as a guest of that server. */
export async function joinStage(stage: Stage, name = 'Bench'): Promise<RunningApp> {
  const app = await launch({ size: { width: 1120, height: 760 } });
  await join(app.page, stage.link, name);
  await composer(app.page).waitFor();
  return app;
}

/** Resolves to ms from the press on a room's line to the frame in which its newest line is seen. */
export const openRoom = (page: Page, name: string, newest: string): Promise<number> =>
  page.evaluate(
    ([label, text, patience]) =>
      new Promise<number>((resolve, reject) => {
        const line = [...document.querySelectorAll('button')].find((button) =>
          button.textContent?.startsWith(label),
        );
        if (!line) return reject(new Error(`there is no room ${label}`));
        const started = performance.now();
        line.click();
        const look = () => {
          const last = [...document.querySelectorAll('li[data-kind="message"]')].at(-1);
          const seen =
            last?.textContent?.includes(text) && last.getBoundingClientRect().bottom <= innerHeight;
          if (!seen && performance.now() - started > patience)
            return reject(new Error(`${label} ends with ${last?.textContent}`));
          if (!seen) return void requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - started);
          port2.postMessage(0);
        };
        requestAnimationFrame(look);
      }),
    [name, newest, OPEN_TIMEOUT_MS] as const,
  );
