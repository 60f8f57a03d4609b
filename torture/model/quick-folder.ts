import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Flushing is not what is tried here: where there is a disk in memory, it is that one. */
const QUICK = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** A fresh folder; whoever asked for it removes it. */
export const quickFolder = (word: string): string =>
  mkdtempSync(path.join(QUICK, `sarangbang-${word}-`));
