/**
 * The one door from the page into the main process. Who asks is checked first, then what: input
 * is parsed by protocol/ipc.ts, output too in development and tests. Everything travels as a
 * `CallResult`, as Electron would flatten errors into strings.
 */
import type { z } from 'zod';
import { type CallName, type CallResult, calls } from '../../protocol/ipc';

export const CALL_CHANNEL = 'sarangbang:call';

/** What is looked at of Electron's event: the frame that sent it, and the page it is of. */
export interface Sender {
  readonly senderFrame: { readonly origin: string } | null;
  readonly sender: { readonly id: number };
}

type Parsed<N extends CallName> = z.output<(typeof calls)[N][0]>;
type Output<N extends CallName> = z.input<(typeof calls)[N][1]>;
// biome-ignore lint/suspicious/noConfusingVoidType: a call without an answer returns nothing.
type Answer<N extends CallName> = undefined extends Output<N> ? void : Output<N>;
export type Handlers = {
  /** `page`: which of the windows asks, as Electron numbers their contents. */
  [N in CallName]: (input: Parsed<N>, page: number) => Answer<N> | Promise<Answer<N>>;
};

interface Options {
  handlers: Handlers;
  /** Whether the frame is the main frame of a window that this app has made. */
  isMainFrame: (frame: unknown) => boolean;
  origin: string;
  checkOutput: boolean;
  /** Told about every refusal, by name and reason, never by content. */
  report: (line: string) => void;
}

const refuse = (code: Extract<CallResult, { ok: false }>['code'], message: string): CallResult => ({
  ok: false,
  code,
  message,
});

/** Field by field, what is wrong: paths and reasons, no values. */
const reasons = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');

const isCall = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

export const createDoor = (options: Options) => {
  const { handlers, isMainFrame, origin, checkOutput, report } = options;
  return async (event: Sender, name: unknown, input: unknown): Promise<CallResult> => {
    const frame = event.senderFrame;
    if (!frame || !isMainFrame(frame) || frame.origin !== origin) {
      report('a call from a frame that is no window of this app was denied');
      return refuse('denied', 'only windows of this app may ask');
    }
    if (!isCall(name)) return refuse('bad-input', 'no such call');
    const [inputSchema, outputSchema] = calls[name] as readonly [z.ZodType, z.ZodType];
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) {
      report(`${name} refused: ${reasons(parsed.error)}`);
      return refuse('bad-input', reasons(parsed.error));
    }
    try {
      const handler = handlers[name] as (input: unknown, page: number) => unknown;
      const value = await handler(parsed.data, event.sender.id);
      if (!checkOutput) return { ok: true, value };
      const checked = outputSchema.safeParse(value);
      if (checked.success) return { ok: true, value: checked.data };
      report(`${name} answered in another shape: ${reasons(checked.error)}`);
      return refuse('failed', `answer of another shape: ${reasons(checked.error)}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      report(`${name} failed: ${message}`);
      return refuse('failed', message);
    }
  };
};
