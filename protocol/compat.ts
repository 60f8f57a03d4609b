/**
 * Compatibility listeners: ports of their own for old chat programs whose wire cannot be told
 * apart on the main port, or which have their port built in (docs/wires/). Off by default.
 */
import { z } from 'zod';
import { LOBBY, roomId } from './ids';

export const compatWire = z.enum(['line', 'relay', 'mail', 'bracket']);
export type CompatWire = z.infer<typeof compatWire>;

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
  /** Where its people find themselves. */
  room: roomId.default(LOBBY),
});
export type CompatListener = z.infer<typeof compatListener>;
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
      code: z.enum(['port-taken', 'no-permission', 'internal']),
    }),
  ]),
});
export type CompatState = z.infer<typeof compatState>;
