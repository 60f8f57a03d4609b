/** What rooms cost in which nothing happens: the same talk on a server with 10,000 of them, and none. */
import { rmSync } from 'node:fs';
import type { Row, Scenario } from '../lib/report';
import { pause, ratios, spreadOf } from '../lib/stats';
import { Crowd, type Measured } from '../load/crowd';
import { fillRooms } from '../load/history-file';
import { native } from '../load/native';
import { type ServerProcess, startSarangbang, temporaryFolder } from '../server-process';
import { perCpu } from './fan-out';

const ROOMS = [0, 10_000];
const SHAPE = { rooms: 1, members: 100, senders: 10, inFlight: 16 };
const WARM_UP_MS = 500;
const MEASURE_MS = 2_500;
const WATCH_MS = 3_000;
const QUICK_MS = 250;

interface Found {
  readonly name: string;
  readonly server: ServerProcess;
  readonly crowd: Crowd;
  readonly runs: Measured[];
  readonly cpu: number;
  readonly memory: number;
}

export const idleRooms: Scenario = {
  name: 'idle-rooms',
  about:
    'The same room of 100 on a server without other rooms, and with 10,000 in which nothing happens',
  async run({ quick, runs, say }) {
    const found: Found[] = [];
    const folders: string[] = [];
    for (const count of quick ? [0, 500] : ROOMS) {
      const data = temporaryFolder();
      folders.push(data);
      await fillRooms(data, count);
      const server = await startSarangbang({ data });
      await pause(quick ? 100 : WATCH_MS / 3);
      const before = server.cpu();
      await pause(quick ? QUICK_MS : WATCH_MS);
      const cpu = (100_000 * (server.cpu() - before)) / (quick ? QUICK_MS : WATCH_MS);
      const memory = server.memory() / 1024 / 1024;
      const crowd = await Crowd.gather(server, native(), SHAPE);
      const name = `${count.toLocaleString('en')} idle rooms`;
      found.push({ name, server, crowd, runs: [], cpu, memory });
    }
    for (let i = 0; i < runs; i += 1) {
      for (const { name, crowd, runs: list } of found) {
        say(`  run ${i + 1}: ${name}`);
        const [warmUp, measure] = quick ? [QUICK_MS / 2, QUICK_MS] : [WARM_UP_MS, MEASURE_MS];
        list.push(await crowd.measure(SHAPE.inFlight, warmUp, measure));
      }
    }
    for (const { server, crowd } of found) {
      crowd.leave();
      await server.stop();
    }
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    const base = found[0]?.runs.map(perCpu) ?? [];
    const rows = found.map(
      ({ name, runs: list, cpu, memory }): Row => ({
        name,
        cells: {
          perCpu: spreadOf(list.map(perCpu)),
          share: ratios(list.map(perCpu), base),
          cpu,
          memory,
        },
      }),
    );
    return [
      {
        title: 'A room of 100 beside rooms in which nothing happens',
        columns: [
          { key: 'perCpu', label: 'thousand deliveries per CPU second' },
          { key: 'share', label: 'share of the one without', digits: 2 },
          { key: 'cpu', label: 'nobody there: % of a core', digits: 1 },
          { key: 'memory', label: 'nobody there: MB' },
        ],
        rows,
        plot: {
          kind: 'bars',
          title: 'A room of 100 beside rooms in which nothing happens',
          y: 'thousand deliveries per second of server CPU',
          series: [
            {
              name: 'deliveries',
              points: rows.map(({ name }, i) => ({
                x: name,
                y: spreadOf((found[i] as Found).runs.map(perCpu)).median,
              })),
            },
          ],
        },
      },
    ];
  },
};
