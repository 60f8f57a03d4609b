import os from 'node:os';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests. The renderer's run in jsdom, the others in plain Node. */
export default defineConfig({
  test: {
    // Against hanging only: what is quick here may take long on a machine that does much else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Many of them wait for clocks and sockets: on few cores more of them at a time fit in.
    maxWorkers: Math.max(4, os.availableParallelism()),
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Files share what they import, a third of the time: none leaves anything behind in it.
          isolate: false,
          include: [
            '{protocol,lan,search,server,client,cli,electron,scripts,bench,torture,trials}/**/*.test.{ts,mjs}',
            'e2e/integration/**/*.test.ts',
            // Decisions of the window; the few that need a page say so in their first line.
            'renderer/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx'],
        },
      },
    ],
  },
});
