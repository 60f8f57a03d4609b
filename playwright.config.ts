import { defineConfig } from '@playwright/test';

const packaging = Boolean(process.env.SARANGBANG_NEW_DEB);
const screenshots = Boolean(process.env.SARANGBANG_SCREENSHOTS);

/** A display for each file that runs at the same time: focus and clipboard belong to one of them. */
const displays = process.env.SARANGBANG_DISPLAYS?.split(' ') ?? [];
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
if (displays[worker]) process.env.DISPLAY = displays[worker];

/** End to end in the real Electron: as many files at a time as there are displays, nothing retried. */
export default defineConfig({
  testDir: packaging ? 'e2e/packaging' : 'e2e',
  testMatch: '**/*.spec.ts',
  // Those need packages to be made first, and root: `npm run test:package`.
  // What the apps of a run have logged is looked at when all of them are gone.
  ...(packaging
    ? {}
    : {
        projects: [
          { name: 'app', testIgnore: ['**/packaging/**', '**/after/**'], teardown: 'logs' },
          { name: 'logs', testMatch: '**/after/**/*.spec.ts' },
        ],
      }),
  workers: Math.max(1, displays.length),
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  // Under the stage's own bound in scripts/test.mjs, so that a slow run still reports what it did.
  globalTimeout: (screenshots ? 59 : packaging ? 19.5 : 11.5) * 60_000,
  // Installed apps share the machine with the installing.
  expect: { timeout: packaging ? 30_000 : 10_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['json']],
});
