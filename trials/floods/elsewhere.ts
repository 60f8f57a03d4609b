/**
 * A flood from a process of its own, so that what is measured is the server and not who floods it.
 * Where the system can do it, that process keeps to one core, and gives way to everybody else.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Flood, Going } from './flood';
import { FLOODS } from './floods';

/** What a flooding process is told, and what it answers. */
type Order = { readonly flood: number };
type Answer = { readonly begun: true } | { readonly told: string } | { readonly failed: string };

const NICENESS = 15;

/** The same flood, begun in another process of this very program. */
export const elsewhere = (flood: Flood): Flood => ({
  ...flood,
  async begin({ port }, scale) {
    const [program, ...words] = [
      ...ownCore(),
      process.execPath,
      ...process.execArgv,
      process.argv[1] as string,
      ...['flood', flood.name, `${port}`, `${scale}`],
    ] as [string, ...string[]];
    const child = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const end = () => void child.kill('SIGKILL');
    process.once('exit', end);
    await answer(child).catch((why) => {
      end();
      throw why;
    });
    return {
      async flood(seconds) {
        child.send({ flood: seconds } satisfies Order);
        const told = await answer(child);
        return 'told' in told ? told.told : '';
      },
      end() {
        process.off('exit', end);
        end();
      },
    };
  },
});

/** In the process of a flood: `flood NAME PORT SCALE`. Ends with whoever started it. */
export async function main([name, port, scale]: string[]): Promise<number> {
  const tell = (answer: Answer) => void process.send?.(answer);
  const parted = once(process, 'disconnect');
  let going: Going | null = null;
  const failed = (why: unknown) =>
    tell({ failed: why instanceof Error ? (why.stack ?? why.message) : String(why) });
  process.on('message', (order: Order) => {
    going?.flood(order.flood).then((told) => tell({ told }), failed);
  });
  try {
    const flood = FLOODS.find((one) => one.name === name);
    if (!flood) throw new Error(`no flood is called ${name}`);
    going = await flood.begin({ port: Number(port) }, Number(scale));
    tell({ begun: true });
  } catch (why) {
    failed(why);
  }
  await parted;
  return 0;
}

async function answer(child: ChildProcess): Promise<Answer> {
  const gone = once(child, 'exit').then(([code]) => ({ failed: `the flood ended (${code})` }));
  const said = once(child, 'message').then(([message]) => message as Answer);
  const first = await Promise.race([said, gone]);
  if ('failed' in first) throw new Error(first.failed);
  return first;
}

/** What a command is started by. The server and who talks are left wherever the system puts them. */
function ownCore(): string[] {
  const cores = availableParallelism();
  const can = (program: string) => spawnSync(program, ['--version']).status === 0;
  const nice = can('nice') ? ['nice', '-n', `${NICENESS}`] : [];
  return cores > 1 && can('taskset') ? ['taskset', '-c', `${cores - 1}`, ...nice] : nice;
}
