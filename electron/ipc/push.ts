/** Main process -> page, one direction, no answers. */
import type { z } from 'zod';
import { type Pushes, type PushName, pushes } from '../../protocol/ipc';

export const PUSH_CHANNEL = 'sarangbang:push';

/** What may be handed over: the schema's input, so that arrays may be read-only upstream. */
export type PushInput<N extends PushName> = z.input<Pushes[N]>;
export type Push = <N extends PushName>(name: N, data: PushInput<N>) => void;

export interface Receiver {
  isDestroyed(): boolean;
  send(channel: string, told: readonly (readonly [name: string, data: unknown])[]): void;
}

/**
 * What the windows of single rooms are not told: it leads somewhere, or concerns the whole app. All
 * else is state, which every page folds for itself.
 */
const MAIN_ONLY: ReadonlySet<PushName> = new Set<PushName>([
  'attempt',
  'chime',
  'focus',
  'handover',
  'land',
  'link',
  'menu',
  'quitting',
  'trayed',
]);

interface Options {
  /** The main window's page. */
  receiver: () => Receiver | null;
  /** Those of rooms in windows of their own. */
  rooms: () => readonly Receiver[];
  /** In development and tests what goes out is parsed too. */
  check: boolean;
  report: (line: string) => void;
}

/** Without a window a push is dropped: a page asks for everything (`boot`) when it starts. */
export const createPush =
  ({ receiver, rooms, check, report }: Options): Push =>
  (name, data) => {
    if (check) {
      const parsed = (pushes[name] as z.ZodType).safeParse(data);
      if (!parsed.success) {
        const issues = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
        report(`push ${name} is of another shape: ${issues.join('; ')}`);
        return;
      }
    }
    const main = receiver();
    if (main) sendTo(main, name, data);
    if (!MAIN_ONLY.has(name)) for (const room of rooms()) sendTo(room, name, data);
  };

/** What pages have been told in this turn of the event loop. */
const waiting = new Map<Receiver, [name: PushName, data: unknown][]>();

/**
 * To one page alone. All that it is told in one turn travels in one message, in that order, and is
 * drawn once. Before any answer to a call that follows.
 */
export const sendTo = <N extends PushName>(page: Receiver, name: N, data: PushInput<N>): void => {
  const told = waiting.get(page);
  if (told) {
    told.push([name, data]);
    return;
  }
  const first: [PushName, unknown][] = [[name, data]];
  waiting.set(page, first);
  queueMicrotask(() => {
    waiting.delete(page);
    if (!page.isDestroyed()) page.send(PUSH_CHANNEL, first);
  });
};
