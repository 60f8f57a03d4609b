/**
 * What a page that was taken over could call: each name of the map with arguments made from its own
 * schema and then bent, arguments of other calls, and values that no JSON has. Made from a seed.
 */
import { z } from 'zod';
import { type CallName, calls } from '../../../protocol/ipc';
import type { Random } from '../../../torture/lib/random';
import { hostileName } from './letters';
import { hostileText } from './texts';
import { url } from './urls';

/** Made in the page, as it cannot be carried there: see `revive` in e2e/shell-owned.spec.ts. */
export const IN_THE_PAGE = [
  ...[
    'getter',
    'cycle',
    'function',
    'symbol',
    'huge',
    'deep',
    'bytes',
    'proxy',
    'date',
    'map',
    'node',
  ],
] as const;
export interface InThePage {
  readonly $made: (typeof IN_THE_PAGE)[number];
}

export interface HostileCall {
  name: string;
  input: unknown;
}

/** Names that lead somewhere in the app under attack, so that calls get beyond the schema. */
export interface Ground {
  servers: readonly string[];
  /** Paths of files that no page has a right to. */
  paths: readonly string[];
}

/** These end the app, or open it to the network, for every page: a person sees it happen. */
const LEFT_OUT: ReadonlySet<CallName> = new Set<CallName>(['quit', 'updates.install']);

const NAMES = (Object.keys(calls) as CallName[]).filter((name) => !LEFT_OUT.has(name));
const OTHER_NAMES = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'sarangbang:drop',
    'quit\0',
    'BOOT',
  ],
  ...['files.read', 'fs.readFile', 'eval', 'require', '../open', '', 'a'.repeat(100_000)],
] as const;

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
};

const schemas = new Map<CallName, Schema | undefined>(
  NAMES.map((name) => {
    const [input] = calls[name] as readonly [z.ZodType, z.ZodType];
    const made = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
    return [name, made as Schema];
  }),
);

const id = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick([...'abcXYZ019_-'])).join('');

const word = (random: Random, key: string, { servers, paths }: Ground): string => {
  if (key === 'server' && !random.oneIn(6)) return random.pick(servers);
  if (key === 'room' && !random.oneIn(4)) return 'lobby';
  if (key === 'host') return random.pick(['127.0.0.1', '127.0.0.1', '[::1]', '../../x', '\0']);
  if (/url|link/.test(key)) return random.pick([url(random), ...paths, `file://${paths[0]}`]);
  return random.pick([
    () => random.pick(paths),
    () => `../../../../../..${random.pick(paths)}`,
    () => `file://${random.pick(paths)}`,
    () => hostileName(random),
    () => hostileText(random),
    () => url(random),
    () => `f${id(random, 22)}`,
    () => id(random, random.pick([22, 43, 86])),
    () => `k${id(random, 22)}`,
    () => '',
  ])();
};

/** A value of this schema, or nearly. */
const fitting = (random: Random, schema: Schema, key: string, ground: Ground): unknown => {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fitting(random, random.pick(branches), key, ground);
  if ('const' in schema) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  switch (schema.type) {
    case 'object': {
      const wanted = new Set(schema.required ?? []);
      const fields = Object.entries(schema.properties ?? {}).filter(
        ([name]) => wanted.has(name) || random.oneIn(2),
      );
      return Object.fromEntries(
        fields.map(([name, one]) => [name, fitting(random, one, name, ground)]),
      );
    }
    case 'array':
      return Array.from({ length: random.whole(0, 3) }, () =>
        fitting(random, schema.items ?? {}, key, ground),
      );
    case 'integer':
    case 'number':
      return random.pick([schema.minimum ?? 0, schema.maximum ?? 2 ** 40, 1, 2, 65_535]);
    case 'boolean':
      return random.oneIn(2);
    case 'null':
      return null;
    case 'string':
      return word(random, key, ground);
    default:
      return odd(random, ground);
  }
};

const odd = (random: Random, ground: Ground): unknown =>
  random.pick([
    () => ({ $made: random.pick(IN_THE_PAGE) }) satisfies InThePage,
    () => ({ $made: random.pick(IN_THE_PAGE) }) satisfies InThePage,
    () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}}'),
    () => random.pick([null, undefined, Number.NaN, -0, 2 ** 53, -1, 1e308, true, '', [], {}]),
    () => Array.from({ length: 5_000 }, (_, at) => at),
    () => 'x'.repeat(200_000),
    () => random.pick(ground.paths),
  ])();

/** One field is something else, or there is one more. */
const bent = (random: Random, input: unknown, ground: Ground): unknown => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return odd(random, ground);
  const keys = Object.keys(input);
  const key =
    keys.length === 0 || random.oneIn(4)
      ? random.pick(['path', 'file', 'folder', 'toString', 'then'])
      : random.pick(keys);
  const inner = (input as Record<string, unknown>)[key];
  const changed =
    typeof inner === 'object' && random.oneIn(2)
      ? bent(random, inner, ground)
      : odd(random, ground);
  return { ...input, [key]: changed };
};

export function hostileCall(random: Random, ground: Ground): HostileCall {
  const name = random.pick(NAMES);
  if (random.oneIn(12)) return { name: random.pick(OTHER_NAMES), input: odd(random, ground) };
  if (random.oneIn(8)) return { name, input: odd(random, ground) };
  const of = random.oneIn(10) ? random.pick(NAMES) : name;
  const input = fitting(random, schemas.get(of) ?? {}, '', ground);
  return { name, input: random.oneIn(2) ? bent(random, input, ground) : input };
}
