/** Main process -> page, one direction, no answers. */
import type { z } from 'zod';
import { type Pushes, type PushName, pushes } from '../../protocol/ipc';

export const PUSH_CHANNEL = 'sarangbang:push';

/** What may be handed over: the schema's input, so that arrays may be read-only upstream. */
export type PushInput<N extends PushName> = z.input<Pushes[N]>;
export type Push = <N extends PushName>(name: N, data: PushInput<N>) => void;

interface Receiver {
  isDestroyed(): boolean;
  send(channel: string, name: string, data: unknown): void;
}

interface Options {
  receiver: () => Receiver | null;
  /** In development and tests what goes out is parsed too. */
  check: boolean;
  report: (line: string) => void;
}

/** Without a window a push is dropped: a page asks for everything (`boot`) when it starts. */
export const createPush =
  ({ receiver, check, report }: Options): Push =>
  (name, data) => {
    if (check) {
      const parsed = (pushes[name] as z.ZodType).safeParse(data);
      if (!parsed.success) {
        const issues = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
        report(`push ${name} is of another shape: ${issues.join('; ')}`);
        return;
      }
    }
    const page = receiver();
    if (page && !page.isDestroyed()) page.send(PUSH_CHANNEL, name, data);
  };
