/** The installed app, started as somebody who is not root, and looked at from outside. */
import { readFileSync, readlinkSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { descendants } from '../support/launch';

export interface InstalledApp {
  app: ElectronApplication;
  page: Page;
  /** From the start of the program to its first page, in ms. */
  launchMs: number;
  close(): Promise<void>;
}

const running = new Set<number>();

const ATTEMPTS = 3;
const ATTEMPT_MS = 30_000;

/** Playwright's loader is not in a package, and without it a launch now and then is not heard of. */
export async function launchInstalled(starter: string): Promise<InstalledApp> {
  for (let attempt = 1; ; attempt += 1) {
    const started = Date.now();
    try {
      const app = await _electron.launch({
        executablePath: starter,
        args: ['--lang=en'],
        // Else Playwright switches the sandbox off.
        chromiumSandbox: true,
        timeout: ATTEMPT_MS,
      });
      const pid = app.process().pid ?? 0;
      running.add(pid);
      app.on('close', () => running.delete(pid));
      const page = await app.firstWindow({ timeout: ATTEMPT_MS });
      const launchMs = Date.now() - started;
      return {
        app,
        page,
        launchMs,
        async close() {
          const closed = app.waitForEvent('close');
          await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
          const really = page.getByRole('button', { name: /^Close the room$/ });
          await Promise.race([closed, really.click().catch(() => {})]);
          await closed;
        },
      };
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Ends what a failed test left running: its root could not be taken away under it. */
export function endInstalled(): void {
  for (const pid of running) {
    for (const id of [...descendants(pid), pid]) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // it ended by itself
      }
    }
  }
  running.clear();
}

export interface Confined {
  uid: number;
  /** A filter of system calls is in force. */
  filtered: boolean;
  /** It lives in a user namespace of its own. */
  namespaced: boolean;
}

/** How the system confines the processes that draw pages: what the kernel says, not what was asked for. */
export function renderers(app: ElectronApplication): Confined[] {
  const pid = app.process().pid ?? 0;
  // Their line is written anew by Chromium, as one text.
  const line = (id: number) => readFileSync(`/proc/${id}/cmdline`, 'utf8');
  const field = (id: number, name: string) =>
    new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
  return descendants(pid)
    .filter((id) => /--type=renderer\b/.test(line(id)))
    .map((id) => ({
      uid: Number(field(id, 'Uid')),
      filtered: field(id, 'Seccomp') === '2',
      namespaced: readlinkSync(`/proc/${id}/ns/user`) !== readlinkSync(`/proc/${pid}/ns/user`),
    }));
}
