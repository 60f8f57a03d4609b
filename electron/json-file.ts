/** One JSON object in a file of the data folder: atomic writes, mode 0600, parsed by a schema. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeFileSync as replaceFileSync } from 'atomically';

export interface JsonFile<T> {
  readonly value: T;
  write(value: T): void;
}

interface Options<T> {
  folder: string;
  /** Without `.json`. */
  name: string;
  /** Must accept anything and fall back field by field. */
  parse: (raw: unknown) => T;
  /** Told when the file could not be used as it was; a copy lies beside it. */
  onBroken: (file: string) => void;
}

type Json = Record<string, unknown>;

/** Whether every field of `raw` that is known came through the parser unchanged. */
const intact = (raw: Json, parsed: Json): boolean => {
  const plain = JSON.parse(JSON.stringify(parsed)) as Json;
  return Object.keys(plain).every(
    (key) => !(key in raw) || isDeepStrictEqual(raw[key], plain[key]),
  );
};

const MODE = { mode: 0o600 };

/** What the file holds: nothing when it is not there, null when it is not an object in JSON. */
const read = (file: string): Json | null => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const raw: unknown = JSON.parse(text);
    return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Json) : null;
  } catch {
    return null;
  }
};

/** All of the old content or all of the new one is found there, whatever happens. */
const replace = (file: string, text: string): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    replaceFileSync(file, text, MODE);
  } catch (error) {
    // Windows now and then calls the same folder another device.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    writeFileSync(file, text, MODE);
  }
};

/**
 * Reads the file once. A broken one is kept as `NAME.broken.json` (the newest only) before the
 * first write replaces it.
 */
export const openJsonFile = <T extends object>(options: Options<T>): JsonFile<T> => {
  const file = path.join(options.folder, `${options.name}.json`);
  const raw = read(file);
  let value = options.parse(raw ?? {});
  if (raw === null || !intact(raw, value as Json)) {
    copyFileSync(file, path.join(options.folder, `${options.name}.broken.json`));
    options.onBroken(file);
  }
  return {
    get value() {
      return value;
    },
    write(next) {
      value = next;
      replace(file, JSON.stringify(next, undefined, '\t'));
    },
  };
};
