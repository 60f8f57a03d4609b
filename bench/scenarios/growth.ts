/** Whether anything grows faster than its work: deliveries per CPU second against members and rooms. */
import type { Row, Scenario, Settings, Table } from '../lib/report';
import { type Spread, spreadOf } from '../lib/stats';
import type { Shape } from '../load/crowd';
import { type Neighbour, ours, theLimit } from '../neighbours';
import { inTurn, perCpu } from './fan-out';

const MEMBERS = [10, 30, 100, 300, 1_000, 2_500, 5_000];
const ROOMS = [1, 10, 100, 1_000];
const PEOPLE_PER_ROOM = 5;
const QUICK = 2;
/** The shapes are many: each is looked at less often than where it is the figure itself. */
const RUNS = 3;

interface Point {
  readonly x: number;
  readonly figures: ReadonlyMap<string, Spread>;
}

async function curve(
  xs: readonly number[],
  shapeOf: (x: number) => Shape,
  kinds: () => readonly Neighbour[],
  settings: Settings,
): Promise<Point[]> {
  const points: Point[] = [];
  for (const x of xs) {
    settings.say(` ${x}`);
    const runs = Math.min(RUNS, settings.runs);
    const { results } = await inTurn(kinds(), shapeOf(x), { ...settings, runs });
    const figures = new Map(
      results.map(({ started, runs: list }) => [
        started.neighbour.name,
        spreadOf(list.map(perCpu)),
      ]),
    );
    points.push({ x, figures });
  }
  return points;
}

function tableOf(title: string, x: string, points: readonly Point[]): Table {
  const names = [...(points[0]?.figures.keys() ?? [])];
  return {
    title,
    columns: names.map((name) => ({ key: name, label: name })),
    rows: points.map(
      (point): Row => ({
        name: `${point.x.toLocaleString('en')} ${x}`,
        cells: Object.fromEntries(point.figures),
      }),
    ),
    notes: ['In thousand deliveries per second of server CPU.'],
    plot: {
      kind: 'lines',
      title,
      x,
      y: 'thousand deliveries per second of server CPU',
      log: { x: true, y: true },
      series: names.map((name) => ({
        name,
        points: points.map((point) => ({
          x: point.x,
          y: point.figures.get(name)?.median ?? Number.NaN,
        })),
      })),
    },
  };
}

export const growth: Scenario = {
  name: 'growth',
  about: 'Deliveries per second of server CPU against members of a room, and against rooms',
  async run(settings) {
    const few = (xs: readonly number[]) => (settings.quick ? xs.slice(0, QUICK) : xs);
    const kinds = () => [ours(), theLimit];
    const members = await curve(
      few(MEMBERS),
      (count) => ({ rooms: 1, members: count, senders: 10, inFlight: 16 }),
      kinds,
      settings,
    );
    const rooms = await curve(
      few(ROOMS),
      (count) => ({ rooms: count, members: PEOPLE_PER_ROOM, senders: 1, inFlight: 16 }),
      kinds,
      settings,
    );
    return [
      tableOf('Against members of one room', 'members', members),
      tableOf(`Against rooms of ${PEOPLE_PER_ROOM} in which one speaks`, 'rooms', rooms),
    ];
  },
};
