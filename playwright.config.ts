import { defineConfig } from '@playwright/test';

/** End to end in the real Electron: one app at a time, nothing retried. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  // Under the stage's own bound in scripts/test.mjs, so that a slow run still reports what it did.
  globalTimeout: (process.env.SARANGBANG_SCREENSHOTS ? 29.5 : 11.5) * 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['json']],
});
