/**
 * A file is streamed, never held: neither server nor client takes more memory for a large one than
 * for a small one. What 1 GiB takes is told by `npm run bench -- files`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Order, Said } from './file-mover';
import { folder } from './support';

const MIB = 1024 ** 2;
const LARGE = 128 * MIB;
const GAIN_MAX = 64 * MIB;

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = path.join(root, 'out', 'test', `file-mover-${process.pid}.mjs`);

beforeAll(async () => {
  mkdirSync(path.dirname(program), { recursive: true });
  await build({
    ...{ absWorkingDir: root, entryPoints: ['e2e/integration/file-mover.ts'], outfile: program },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent' },
    packages: 'external',
  });
  return () => rmSync(program, { force: true });
});

/** A process that is asked, and answers. */
function mover() {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const heard: Said[] = [];
  let wake = () => {};
  let over = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    heard.push(JSON.parse(line));
    wake();
  });
  child.once('exit', () => {
    over = true;
    wake();
  });
  return async <K extends keyof Said>(order: Order, answer: K): Promise<NonNullable<Said[K]>> => {
    const from = heard.length;
    child.stdin.write(`${JSON.stringify(order)}\n`);
    for (;;) {
      const found = heard.slice(from).find((said) => said[answer] !== undefined)?.[answer];
      if (found !== undefined) return found as NonNullable<Said[K]>;
      if (over) throw new Error(`ended without ${answer}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

it('128 MiB pass up and down in less than 64 MiB of either side', async () => {
  const [server, client] = [mover(), mover()];
  const place = folder();
  const made = (name: string, bytes: number): string => {
    const file = path.join(place, name);
    writeFileSync(file, name);
    truncateSync(file, bytes);
    return file;
  };
  const port = await server({ do: 'serve', folder: path.join(place, 'server') }, 'port');
  await client({ do: 'visit', port }, 'ready');
  const pass = async (name: string, bytes: number): Promise<string> => {
    const id = await client({ do: 'send', file: made(name, bytes) }, 'id');
    const to = path.join(place, `${name} down`);
    await client({ do: 'fetch', id, to }, 'fetched');
    return to;
  };
  // What is loaded when a file is moved for the first time is not what is measured.
  await pass('small', 4 * MIB);
  await Promise.all([server({ do: 'begin' }, 'begun'), client({ do: 'begin' }, 'begun')]);
  const came = await pass('large', LARGE);
  // It was checked by its hash when it came.
  expect(statSync(came).size).toBe(LARGE);
  expect(await server({ do: 'memory' }, 'gained'), 'server').toBeLessThan(GAIN_MAX);
  expect(await client({ do: 'memory' }, 'gained'), 'client').toBeLessThan(GAIN_MAX);
});
