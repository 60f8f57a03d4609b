/** Servers on any free port that end with their test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunningServer, ServerOptions } from '../options';
import { startServer } from '../server';
import type { Tuning } from '../tuning';

export interface TestServer extends RunningServer {
  readonly port: number;
  /** What the server reported. */
  readonly lines: readonly string[];
}

export async function testServer(
  options: Partial<ServerOptions> = {},
  tuning: Partial<Tuning> = {},
): Promise<TestServer> {
  const lines: string[] = [];
  const server = await startServer(
    { host: '127.0.0.1', port: 0, log: (line) => lines.push(line), ...options },
    { closeLingerMs: 200, ...tuning },
  );
  onTestFinished(() => server.stop());
  return { ...server, port: server.facts.port, lines };
}

/** A folder of one test. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarangbang-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
