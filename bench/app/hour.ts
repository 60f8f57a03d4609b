/**
 * Memory while as many messages arrive as in a lively hour, as fast as the app takes them: into the
 * room that is open, and one time in five into another one.
 */
import { cleanUp } from '../../e2e/support/launch';
import type { Scenario } from '../lib/report';
import { createRandom, madeUp } from '../load/messages';
import { onAllCores } from './electron';
import { type Figure, single, tableOf } from './figures';
import { joinAll } from './flood';
import { heapsOf, processesOf, usageOf } from './probe';
import { connectTalkers, joinStage, openRoom, pour, startStage, type Talker } from './stage';

/** Thirty a second for an hour, all of which are seen go by. */
const MESSAGES = 108_000;
const STEPS = 12;
/** Until here caches fill; from here on nothing is to grow. */
const WARM_STEPS = 4;
const TALKERS = 4;
const MB = 1024 * 1024;

interface Point {
  messages: number;
  pageHeap: number;
  mainHeap: number;
  pageMemory: number;
  mainMemory: number;
}

/** Growth per message from the least squares of all points, in bytes. */
const slope = (points: readonly Point[], of: Exclude<keyof Point, 'messages'>): number => {
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const x = mean(points.map(({ messages }) => messages));
  const y = mean(points.map((point) => point[of]));
  const above = points.reduce((sum, one) => sum + (one.messages - x) * (one[of] - y), 0);
  const below = points.reduce((sum, one) => sum + (one.messages - x) ** 2, 0);
  return above / below;
};

export const hourScenario: Scenario = {
  name: 'app-hour',
  about: 'memory while an hour of messages arrives within minutes',
  async run({ quick, machine, say }) {
    onAllCores(machine);
    const count = quick ? 6_000 : MESSAGES;
    const stage = await startStage();
    const talkers: Talker[] = [];
    try {
      await connectTalkers(stage.port, TALKERS, talkers);
      const [first] = talkers as [Talker];
      const aside = await first.create('Aside');
      for (const talker of talkers) await talker.join(aside);
      const running = await joinStage(stage);
      const { app, page } = running;
      await joinAll(running, ['Aside']);
      await first.post('the hour begins');
      await openRoom(page, 'lobby', 'the hour begins');
      const processes = await processesOf(app);
      const random = createRandom(11);
      const points: Point[] = [];
      const read = async (messages: number) => {
        const heaps = await heapsOf(app, page);
        const { main, page: shown } = usageOf(processes);
        points.push({
          messages,
          pageHeap: heaps.page,
          mainHeap: heaps.main,
          pageMemory: shown.memory,
          mainMemory: main.memory,
        });
      };
      await read(0);
      say(`${count} messages in ${STEPS} steps`);
      for (let step = 1; step <= STEPS; step += 1) {
        const part = Math.round(count / STEPS);
        await pour(talkers, Math.round(part * 0.8), () => madeUp(random));
        await pour(talkers, Math.round(part * 0.2), () => madeUp(random), aside);
        const word = `end of step ${step}.`;
        await first.post(word);
        await page.waitForFunction(
          (text) =>
            [...document.querySelectorAll('li[data-kind="message"]')]
              .at(-1)
              ?.textContent?.includes(text),
          word,
        );
        await read(step * part);
      }
      await running.close();
      const later = points.slice(WARM_STEPS);
      const figure = (what: string, of: Exclude<keyof Point, 'messages'>): Figure[] => [
        {
          what: `${what}, after all of them`,
          unit: 'MB',
          ours: single((points.at(-1)?.[of] ?? Number.NaN) / MB),
          beside: { name: 'before the first', ...single((points[0]?.[of] ?? Number.NaN) / MB) },
        },
        {
          what: `${what}, growth per 100,000 messages once it is warm`,
          unit: 'MB',
          ours: single((slope(later, of) * 100_000) / MB),
        },
      ];
      const plot = {
        kind: 'lines' as const,
        title: 'Memory of the app while an hour of messages arrives',
        x: 'messages',
        y: 'MB',
        series: (['pageHeap', 'mainHeap', 'pageMemory', 'mainMemory'] as const).map((of) => ({
          name: NAMES[of],
          points: points.map((point) => ({ x: point.messages, y: point[of] / MB })),
        })),
      };
      const rows = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((of) =>
        figure(NAMES[of], of),
      );
      return [{ ...tableOf(`Memory over ${count} messages`, rows), plot }];
    } finally {
      for (const talker of talkers) talker.close();
      await cleanUp();
      await stage.stop();
    }
  },
};

const NAMES = {
  pageHeap: 'heap of the page',
  mainHeap: 'heap of the main process',
  pageMemory: 'memory of the page',
  mainMemory: 'memory of the main process',
} as const;
