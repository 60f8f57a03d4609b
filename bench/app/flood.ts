/**
 * A thousand messages per second into the room that is open, into another one, and over fifty
 * rooms, beside the same app while nobody says anything: event loops, frames, CPU, memory.
 */
import type { RunningApp } from '../../e2e/support/launch';
import { cleanUp } from '../../e2e/support/launch';
import type { Scenario } from '../lib/report';
import { pause } from '../lib/stats';
import { createRandom, madeUp } from '../load/messages';
import { onAllCores } from './electron';
import { type Figure, type Sample, sampleOf, single, tableOf } from './figures';
import {
  droppedShare,
  endMain,
  endPage,
  heapsOf,
  processesOf,
  usageOf,
  watchMain,
  watchPage,
} from './probe';
import { connectTalkers, joinStage, openRoom, startStage, type Talker, talk } from './stage';

const RATE = 1_000;
const TALKERS = 5;
const ROOMS = 50;
const SETTLE_MS = 2_000;
const MB = 1024 * 1024;

/** None is how another one begins. */
const nameOf = (i: number): string => `Room ${String(i).padStart(2, '0')}`;

/** `SARANGBANG_BENCH_SECONDS`: how long each kind of flood goes on; a minute when left out. */
const secondsOf = (quick: boolean): number =>
  Number(process.env.SARANGBANG_BENCH_SECONDS ?? (quick ? 4 : 60));

interface Measured {
  frames: Sample;
  dropped: number;
  late: Sample;
  main: Omit<Sample, 'n'>;
  /** Share of one core, %. */
  mainCpu: number;
  pageCpu: number;
  /** What is held after garbage was collected, MB more than before. */
  mainHeap: number;
  pageHeap: number;
  pageMemory: number;
}

/** While `work` goes on, which is to take about so long. */
async function measure({ app, page }: RunningApp, work: () => Promise<void>): Promise<Measured> {
  const processes = await processesOf(app);
  const held = await heapsOf(app, page);
  await pause(SETTLE_MS);
  const before = usageOf(processes);
  const began = performance.now();
  await watchMain(app);
  await watchPage(page);
  await work();
  const times = await endPage(page);
  const main = await endMain(app);
  const seconds = (performance.now() - began) / 1000;
  const after = usageOf(processes);
  const now = await heapsOf(app, page);
  return {
    frames: sampleOf(times.frames),
    dropped: droppedShare(times.frames),
    late: sampleOf(times.late),
    main,
    mainCpu: (100 * (after.main.cpu - before.main.cpu)) / seconds,
    pageCpu: (100 * (after.page.cpu - before.page.cpu)) / seconds,
    mainHeap: (now.main - held.main) / MB,
    pageHeap: (now.page - held.page) / MB,
    pageMemory: (after.page.memory - before.page.memory) / MB,
  };
}

const figuresOf = (now: Measured, idle: Measured): Figure[] => {
  const beside = (sample: Sample) => ({ name: 'nobody talks', ...sample });
  const main = (one: Measured): Sample => ({ n: now.late.n, ...one.main });
  return [
    {
      what: 'event loop of the main process: late',
      unit: 'ms',
      ours: main(now),
      beside: beside(main(idle)),
      goal: { p: 'p99', most: 10 },
    },
    {
      what: 'event loop of the page: late',
      unit: 'ms',
      ours: now.late,
      beside: beside(idle.late),
    },
    {
      what: 'from frame to frame',
      unit: 'ms',
      ours: now.frames,
      beside: beside(idle.frames),
    },
    ...(
      [
        ['frames left out', '%', 'dropped'],
        ['main process, of one core', '%', 'mainCpu'],
        ['page, of one core', '%', 'pageCpu'],
        ['heap of the main process, growth', 'MB', 'mainHeap'],
        ['heap of the page, growth', 'MB', 'pageHeap'],
        ['memory of the page, growth', 'MB', 'pageMemory'],
      ] as const
    ).map(
      ([what, unit, key]): Figure => ({
        what,
        unit,
        ours: single(now[key]),
        beside: beside(single(idle[key])),
      }),
    ),
  ];
};

/** ms until one more message is seen, behind all that was said. */
const caughtUp = async (
  { page }: RunningApp,
  post: () => Promise<void>,
  room: string,
  text: string,
) => {
  const began = performance.now();
  await post();
  await openRoom(page, room, text);
  return performance.now() - began;
};

export const floodScenario: Scenario = {
  name: 'app-flood',
  about: `${RATE} messages/s into the open room, into another one, over ${ROOMS} rooms`,
  async run({ quick, machine, say }) {
    onAllCores(machine);
    const seconds = secondsOf(quick);
    const stage = await startStage();
    const random = createRandom(20_261_121);
    const talkers: Talker[] = [];
    let said = 0;
    const text = () => {
      said += 1;
      return `${madeUp(random)} (${said})`;
    };
    try {
      await connectTalkers(stage.port, TALKERS, talkers);
      const running = await joinStage(stage);
      const { page } = running;
      const first = talkers[0] as Talker;
      await first.post('flood begins');
      await openRoom(page, 'lobby', 'flood begins');
      say(`nobody talks, ${seconds} s`);
      const idle = await measure(running, () => pause(seconds * 1000));

      const flood = (to?: (n: number) => string) => async () => {
        await talk(talkers, RATE, seconds, text, to);
      };
      say(`${RATE} messages/s into the open room, ${seconds} s`);
      const visible = await measure(running, flood());
      const end = 'the end of the flood';
      const late = await caughtUp(running, () => first.post(end), 'lobby', end);

      // Elsewhere one sees none of it but the mark of what is unread.
      const quiet = await first.create('Quiet corner');
      const rooms: string[] = [];
      // Guests may be in few rooms: each talks in those that it made, which are those of its turn.
      for (let i = 0; i < ROOMS; i += 1)
        rooms.push(await (talkers[i % TALKERS] as Talker).create(nameOf(i)));
      await joinAll(running, ['Quiet corner', ...rooms.map((_, i) => nameOf(i))]);
      await first.post('nobody is here', quiet);
      await openRoom(page, 'Quiet corner', 'nobody is here');
      say(`${RATE} messages/s into a hidden room, ${seconds} s`);
      const hidden = await measure(running, flood());
      say(`${RATE} messages/s over ${ROOMS} rooms, ${seconds} s`);
      const many = await measure(
        running,
        flood((n) => rooms[n % ROOMS] as string),
      );
      const word = 'the last word';
      const behind = await caughtUp(running, () => first.post(word, rooms[0]), nameOf(0), word);
      const opened: number[] = [];
      for (let i = 1; i < (quick ? 5 : ROOMS); i += 1) {
        await (talkers[i % TALKERS] as Talker).post(`word ${i}`, rooms[i]);
        await pause(30);
        opened.push(await openRoom(page, nameOf(i), `word ${i}`));
      }
      await running.close();
      const notes = [
        `Each for ${seconds} s; made-up lines of 3 to 14 words, by ${TALKERS} people.`,
      ];
      const wait = (what: string, ms: number): Figure => ({ what, unit: 'ms', ours: single(ms) });
      return [
        tableOf(
          `${RATE} messages/s into the open room`,
          [...figuresOf(visible, idle), wait('after the last one, until it is seen', late)],
          notes,
        ),
        tableOf(`${RATE} messages/s into a hidden room`, figuresOf(hidden, idle), notes),
        tableOf(
          `${RATE} messages/s over ${ROOMS} rooms with unread messages`,
          [
            ...figuresOf(many, idle),
            wait('after the last one, until its room is open', behind),
            { what: 'opening one of them', unit: 'ms', ours: sampleOf(opened) },
          ],
          notes,
        ),
      ];
    } finally {
      for (const talker of talkers) talker.close();
      await cleanUp();
      await stage.stop();
    }
  },
};

/** Enters rooms as the list of all rooms does it: by what the page may ask the app. */
export async function joinAll({ page }: RunningApp, names: readonly string[]): Promise<void> {
  await page.evaluate(async (rooms) => {
    interface Door {
      call(name: string, input?: unknown): Promise<{ ok: boolean; value: unknown }>;
    }
    const { sarangbang } = window as unknown as { sarangbang: Door };
    const { value } = await sarangbang.call('boot');
    const server = (value as { servers: { id: string }[] }).servers[0]?.id;
    for (const room of rooms)
      await sarangbang.call('submit', { server, command: { verb: 'join', room } });
  }, names);
  const last = names.at(-1) as string;
  await page.getByRole('button', { name: new RegExp(`^${last}`) }).waitFor();
}
