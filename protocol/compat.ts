/**
 * Compatibility listeners: ports of their own for old chat programs whose wire cannot be told
 * apart on the main port, or which have their port built in (docs/wires/). Off by default.
 */
import { z } from 'zod';
import { LOBBY } from './ids';
import { ROOM_NAME_MAX_CHARS } from './limits';

export const compatWire = z.enum(['line', 'relay', 'mail', 'bracket']);
export type CompatWire = z.infer<typeof compatWire>;
export const isCompatWire = (name: string): name is CompatWire =>
  (compatWire.options as readonly string[]).includes(name);

/** The ports that the programs have built in. */
export const COMPAT_PORTS: Readonly<Record<CompatWire, number>> = {
  line: 8888,
  relay: 9000,
  mail: 8080,
  bracket: 7777,
};

export const compatListener = z.object({
  wire: compatWire,
  /** 0: any free port. */
  port: z.int().min(0).max(65_535),
  /** Where its people find themselves: a room's id, or its name. */
  room: z.string().trim().min(1).max(ROOM_NAME_MAX_CHARS).default(LOBBY),
});
export type CompatListener = z.infer<typeof compatListener>;

/** What somebody wants of one wire. The others stay as they were last asked for. */
export const compatChange = z.object({
  wire: compatWire,
  on: z.boolean(),
  /** Left out: where it leads already, the lobby for a new one. */
  room: compatListener.shape.room.unwrap().optional(),
});
export type CompatChange = z.infer<typeof compatChange>;

/** All that are asked for after a change; a new one at the port that its programs have built in. */
export function withChange(
  listeners: readonly CompatListener[],
  { wire, on, room }: CompatChange,
): CompatListener[] {
  if (!on) return listeners.filter((one) => one.wire !== wire);
  if (listeners.some((one) => one.wire === wire)) {
    return listeners.map((one) => (one.wire === wire ? { ...one, room: room ?? one.room } : one));
  }
  return [...listeners, { wire, port: COMPAT_PORTS[wire], room: room ?? LOBBY }];
}

/** At most one listener for each wire. */
export const compatListeners = z
  .array(compatListener)
  .max(compatWire.options.length)
  .refine((list) => new Set(list.map(({ wire }) => wire)).size === list.length, {
    error: 'a wire has one listener',
  });

/** What became of a listener that was asked for. */
export const compatState = compatListener.extend({
  state: z.discriminatedUnion('state', [
    /** `port` is the real one. */
    z.object({ state: z.literal('open'), people: z.int().min(0) }),
    z.object({
      state: z.literal('failed'),
      code: z.enum(['port-taken', 'no-permission', 'no-such-room', 'internal']),
    }),
  ]),
});
export type CompatState = z.infer<typeof compatState>;

export type CompatText =
  | { ok: true; listeners: CompatListener[] }
  /** `part` is the piece that cannot be read. */
  | { ok: false; part: string };

/**
 * Listeners as they are written on a command line: `line,relay=9100,mail@보강`, each a wire, then
 * `=PORT` and `@ROOM` where they are not the usual ones. Room names with a comma must be given by
 * id. An empty text is none.
 */
export function parseCompat(text: string): CompatText {
  const listeners: CompatListener[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const [, name, port, room] = /^([a-z]+)(?:=(\d{1,5}))?(?:@(.+))?$/.exec(part) ?? [];
    const wire = compatWire.safeParse(name);
    const wanted = wire.success && (port === undefined ? COMPAT_PORTS[wire.data] : Number(port));
    const listener = compatListener.safeParse({ wire: name, port: wanted, room });
    if (!listener.success || listeners.some((other) => other.wire === listener.data.wire)) {
      return { ok: false, part };
    }
    listeners.push(listener.data);
  }
  return { ok: true, listeners };
}
