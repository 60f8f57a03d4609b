/** Small programs in Python that behave as the old ones do (server/testing/python/), driven by tests. */
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { Program, pythonFile } from './spawned';

export { Program };

/** `name` without `.py`; ends with its test. */
export function python(name: string, ...args: (string | number)[]): Program {
  const child = spawn('python3', ['-u', pythonFile(name), ...args.map(String)], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Program(child);
}
