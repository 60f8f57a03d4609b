/**
 * Builds the program again with one mistake in it, out of sources that stay as they are. A place
 * that is not there any more, or there twice, is an error: a mistake that was not made is not caught.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** Exactly this text, once in this file, becomes that one. */
export interface Edit {
  /** From the root of the project. */
  file: string;
  from: string;
  to: string;
}

/** Paths are told from the root of the project, where every script here runs. */
const root = process.cwd();

export function edited(source: string, { file, from, to }: Edit): string {
  const times = source.split(from).length - 1;
  if (times !== 1) throw new Error(`${file} has the place of the mistake ${times} times: ${from}`);
  return source.replace(from, () => to);
}

/** A mistake in a file that this program is not made of. */
export class NotInProgram extends Error {}

const planted = (edits: readonly Edit[], made: Set<Edit>): Plugin => ({
  name: 'planted',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: full }) => {
      const file = path.relative(root, full).split(path.sep).join('/');
      const mine = edits.filter((edit) => edit.file === file);
      if (mine.length === 0) return undefined;
      for (const edit of mine) made.add(edit);
      return { contents: mine.reduce(edited, readFileSync(full, 'utf8')), loader: 'ts' };
    });
  },
});

/** Bundles `entry` into `outfile` with these mistakes. Rejects when one cannot be made. */
export async function plant(
  entry: string,
  outfile: string,
  edits: readonly Edit[],
): Promise<string> {
  const made = new Set<Edit>();
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [planted(edits, made)],
  });
  const missed = edits.find((edit) => !made.has(edit));
  if (missed) throw new NotInProgram(`${missed.file} is no part of ${entry}`);
  return path.join(root, outfile);
}
