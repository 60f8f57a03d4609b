/** The server in C, compiled where there is a compiler; null where there is none. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { whereIs } from './installed';

export function compileCoalescing(folder: string): string | null {
  const compiler = whereIs('cc') ?? whereIs('gcc') ?? whereIs('clang');
  if (!compiler) return null;
  const made = path.join(folder, 'coalescing');
  execFileSync(compiler, ['-O2', '-o', made, path.resolve('bench/anchors/coalescing.c')]);
  return made;
}
