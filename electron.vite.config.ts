import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Native code cannot be bundled; Electron is there at run time. */
const external = ['electron', '@photostructure/sqlite'];

/** The font's licence asks to be wherever the font is. */
const fontLicence: Plugin = {
  name: 'font-licence',
  generateBundle() {
    this.emitFile({
      type: 'asset',
      fileName: 'assets/Pretendard-OFL.txt',
      source: readFileSync('renderer/styles/Pretendard-OFL.txt'),
    });
  },
};

/** For packages: small, and with the maps beside it that are kept for reading what users report. */
const release = process.env.SARANGBANG_RELEASE === '1';
const out = release ? 'dist/app/out' : 'out';
const shared = {
  // Whose code each part holds: gathered in one file when all are built (scripts/lib/licences.mjs).
  license: { fileName: 'licences.json' },
  ...(release && { minify: true, sourcemap: 'hidden' as const }),
};

/**
 * Three builds. The main process is CommonJS so that it runs before Electron is ready, whatever
 * loads it; preload is one CommonJS file because sandboxed preloads cannot import.
 */
export default defineConfig({
  main: {
    build: {
      ...shared,
      outDir: `${out}/main`,
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: {
          main: 'electron/main.ts',
          'server-entry': 'electron/embedded/entry.ts',
          'server-worker': 'server/workers/entry.ts',
          'copy-search': 'client/search/entry.ts',
          'command-line': 'cli/main.ts',
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      ...shared,
      outDir: `${out}/preload`,
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react(), fontLicence],
    resolve: {
      alias: {
        // Markdown's entities by a table. For browsers the package has the page's HTML parser read them,
        // which Trusted Types refuse: `&amp;` in a message took the whole window down.
        'decode-named-character-reference': path.resolve(
          'node_modules/decode-named-character-reference/index.js',
        ),
      },
    },
    build: {
      ...shared,
      outDir: path.resolve(out, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: path.resolve('renderer/index.html') },
    },
  },
});
