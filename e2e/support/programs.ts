/** Old chat programs as their people start them: the Python clients of the server's tests. */
import { spawn, spawnSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { Program, pythonFile } from '../../server/testing/spawned';

const running = new Set<{ kill(): void }>();

/** Python 3 is what the programs are written in; nothing of the app needs it. */
export const havePython = spawnSync('python3', ['--version']).status === 0;

export function python(name: string, ...args: (string | number)[]): Program {
  const child = spawn('python3', ['-u', pythonFile(name), ...args.map(String)], { stdio: 'pipe' });
  running.add({ kill: () => void child.kill('SIGKILL') });
  return new Program(child);
}

export function endPrograms(): void {
  for (const program of running) program.kill();
  running.clear();
}

/** All that it has printed, to the letter. */
export const printsExactly = (program: Program, lines: readonly string[]): Promise<void> =>
  expect.poll(() => program.lines).toEqual(lines);
