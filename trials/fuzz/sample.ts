/**
 * Random values of the shape that a schema asks for, so that a new verb is tried without anybody
 * remembering to. Texts come from a pool: those of the pool that the schema takes.
 */
import type { z } from 'zod';

type Schema = z.core.$ZodType;
type Random = () => number;

/** What of a definition is looked at here; zod's own type is a union of forty. */
interface Def {
  type: string;
  shape?: Record<string, Schema>;
  options?: readonly Schema[];
  element?: Schema;
  innerType?: Schema;
  in?: Schema;
  left?: Schema;
  right?: Schema;
  valueType?: Schema;
  items?: readonly Schema[];
  values?: readonly unknown[];
  entries?: Record<string, string | number>;
  getter?: () => Schema;
}

export interface Sampler {
  readonly random: Random;
  /** Texts that mean something to what is tried: ids of rooms, names, dates, words. */
  readonly pool: readonly string[];
  /** Of the pool, what a schema takes; filled as it is asked for. */
  readonly known: Map<Schema, readonly string[]>;
}

export const sampler = (random: Random, pool: readonly string[]): Sampler => ({
  random,
  pool,
  known: new Map(),
});

export const pick = <T>(from: readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;

/** Numbers at which readers of numbers err. */
const NUMBERS = [0, 1, 2, 3, 7, 20, 199, 200, 201, 1024, 65_535, 65_536, 2 ** 31, 2 ** 53 - 1];

export function sample(schema: Schema, from: Sampler): unknown {
  const { random } = from;
  const def = schema._zod.def as unknown as Def;
  const one = (of: Schema | undefined): unknown => (of ? sample(of, from) : null);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([key, inner]) => [key, one(inner)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'union':
      return one(pick(def.options ?? [], random));
    case 'array':
      return Array.from({ length: Math.floor(random() * 3.9 + 0.2) }, () => one(def.element));
    case 'tuple':
      return (def.items ?? []).map(one);
    case 'record':
      return { [pick(from.pool, random)]: one(def.valueType) };
    case 'optional':
      return random() < 0.5 ? undefined : one(def.innerType);
    case 'nullable':
      return random() < 0.3 ? null : one(def.innerType);
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
      return one(def.innerType);
    case 'pipe':
      return one(def.in);
    case 'intersection':
      return { ...(one(def.left) as object), ...(one(def.right) as object) };
    case 'lazy':
      return one(def.getter?.());
    case 'literal':
      return pick(def.values ?? [], random);
    case 'enum':
      return pick(Object.values(def.entries ?? {}), random);
    case 'boolean':
      return random() < 0.5;
    case 'number':
    case 'int':
      return random() < 0.9 ? 1 + Math.floor(random() * 40) : pick(NUMBERS, random);
    case 'string':
      return pick(texts(schema, from), random);
    default:
      return null;
  }
}

function texts(schema: Schema, { pool, known }: Sampler): readonly string[] {
  const before = known.get(schema);
  if (before) return before;
  const parse = schema as z.ZodType;
  const good = pool.filter((text) => parse.safeParse(text).success);
  const found = good.length > 0 ? good : pool;
  known.set(schema, found);
  return found;
}
