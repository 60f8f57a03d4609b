/** One JSON object in a file of the data folder: atomic writes, mode 0600, parsed by a schema. */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Conf from 'conf';

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

/**
 * Reads the file once. A broken one is kept as `NAME.broken.json` (the newest only) before the
 * first write replaces it.
 */
export const openJsonFile = <T extends object>(options: Options<T>): JsonFile<T> => {
  const file = path.join(options.folder, `${options.name}.json`);
  const keepAside = () => {
    copyFileSync(file, path.join(options.folder, `${options.name}.broken.json`));
    options.onBroken(file);
  };
  const conf = new Conf<Json>({
    cwd: options.folder,
    configName: options.name,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
    deserialize(text) {
      try {
        const raw: unknown = JSON.parse(text);
        if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Json;
      } catch {
        // Not JSON: handled below like JSON of another shape.
      }
      return { broken: true };
    },
  });
  const raw = { ...conf.store };
  let value = options.parse(raw);
  if (!intact(raw, value as Json) || raw.broken === true) keepAside();
  return {
    get value() {
      return value;
    },
    write(next) {
      value = next;
      conf.store = { ...next } as Json;
    },
  };
};
