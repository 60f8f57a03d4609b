/** What it costs to keep what is said: the same room with each commit flushed, without, with no disk. */
import type { Scenario } from '../lib/report';
import { ours, theLimit } from '../neighbours';
import { fanOutTable, inTurn } from './fan-out';

const KINDS = [
  ours(),
  ours('flushed at checkpoints only (normal)', { durability: 'normal' }),
  ours('a log in memory', { memory: true }),
  ours('not numbered by whoever says it', {}, false),
  ours('a log in memory, not numbered', { memory: true }, false),
  theLimit,
];

/** Six kinds in three shapes. */
const RUNS = 3;

const SHAPES = [
  {
    title: 'a room of 100, ten speak, 16 under way',
    rooms: 1,
    members: 100,
    senders: 10,
    inFlight: 16,
  },
  {
    title: 'a room of 10, nine speak, 16 under way',
    rooms: 1,
    members: 10,
    senders: 10,
    inFlight: 16,
  },
  {
    title: 'a room of 100, ten speak, 1 under way',
    rooms: 1,
    members: 100,
    senders: 10,
    inFlight: 1,
  },
];

export const durability: Scenario = {
  name: 'durability',
  about: 'With and without the log, and how safely it is kept',
  async run(all) {
    const settings = { ...all, runs: Math.min(RUNS, all.runs) };
    const tables = [];
    for (const { title, ...shape } of settings.quick ? SHAPES.slice(1, 2) : SHAPES) {
      tables.push(fanOutTable(`The log: ${title}`, await inTurn(KINDS, shape, settings), null));
    }
    return tables;
  },
};
