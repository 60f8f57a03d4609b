/** Gives a chore to a process of its own, and waits for its end. */
import { utilityProcess } from 'electron';
import type { z } from 'zod';
import type { Log } from '../log';
import { type Chore, type ChoreResult, choreResults, choreSaid } from './chore-messages';

/** `code` as in `BackupCode`; `internal` for everything else, a process that died included. */
export class ChoreFailed extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'ChoreFailed';
  }
}

export type RunChore = <K extends Chore['kind']>(
  chore: Extract<Chore, { kind: K }>,
  options?: { onProgress?(part: number): void; signal?: AbortSignal },
) => Promise<ChoreResult<K>>;

export const choreRunner =
  (entry: string, log: Log): RunChore =>
  (chore, { onProgress, signal } = {}) =>
    new Promise((resolve, reject) => {
      const child = utilityProcess.fork(entry, [], {
        serviceName: `sarangbang-${chore.kind}`,
        stdio: 'pipe',
      });
      const kill = () => child.kill();
      const end = (settle: () => void) => {
        signal?.removeEventListener('abort', kill);
        settle();
        child.kill();
      };
      signal?.addEventListener('abort', kill);
      child.once('spawn', () => child.postMessage({ type: 'chore', chore }));
      child.on('message', (raw: unknown) => {
        const said = choreSaid.safeParse(raw);
        if (!said.success) return; // a line of its log
        if (said.data.type === 'progress') onProgress?.(said.data.part);
        else if (said.data.type === 'done') {
          const result = (choreResults[chore.kind] as z.ZodType).parse(said.data.result);
          end(() => resolve(result as never));
        } else {
          const { code, detail } = said.data;
          log.warn(`${chore.kind} failed: ${code}`);
          end(() => reject(new ChoreFailed(code, detail)));
        }
      });
      child.once('exit', (code) => {
        end(() => reject(new ChoreFailed('internal', `its process ended (${code})`)));
      });
      child.stderr?.on('data', (chunk: Buffer) => log.warn(`chore stderr: ${chunk}`.trimEnd()));
      child.stdout?.resume();
    });
