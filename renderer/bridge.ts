import './no-eval';
import type { z } from 'zod';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  callResult,
  calls,
  type Preload,
  type PushData,
  type PushName,
  pushes,
} from '../protocol/ipc';

declare global {
  interface Window {
    /** Exposed by preload; this file is the only one that names it. */
    readonly sarangbang: Preload;
  }
}

/** A call that the main process refused, or an answer that was not of the agreed shape. */
export class CallError extends Error {
  readonly call: CallName;
  readonly code: 'bad-input' | 'denied' | 'failed' | 'bad-output';
  constructor(call: CallName, code: CallError['code'], message: string) {
    super(`${call}: ${message}`);
    this.name = 'CallError';
    this.call = call;
    this.code = code;
  }
}

/**
 * Asks the main process. Input and output are parsed with the schemas of protocol/ipc.ts.
 * Rejects with a `CallError`, and with nothing else.
 */
export const call = async <N extends CallName>(
  name: N,
  ...[input]: undefined extends CallInput<N> ? [CallInput<N>?] : [CallInput<N>]
): Promise<CallOutput<N>> => {
  const [inputSchema, outputSchema] = calls[name] as readonly [z.ZodType, z.ZodType];
  const checked = inputSchema.safeParse(input);
  if (!checked.success) throw new CallError(name, 'bad-input', checked.error.message);
  let raw: unknown;
  try {
    raw = await window.sarangbang.call(name, checked.data);
  } catch (error) {
    throw new CallError(name, 'failed', error instanceof Error ? error.message : String(error));
  }
  const answer = callResult.safeParse(raw);
  if (!answer.success) throw new CallError(name, 'bad-output', answer.error.message);
  if (!answer.data.ok) throw new CallError(name, answer.data.code, answer.data.message);
  const output = outputSchema.safeParse(answer.data.value);
  if (!output.success) throw new CallError(name, 'bad-output', output.error.message);
  return output.data as CallOutput<N>;
};

/** What was dropped onto the page, or chosen in it. Rejects with a `CallError` of `files.pick`. */
export const drop = async (files: readonly File[]): Promise<CallOutput<'files.pick'>> => {
  const answer = callResult.safeParse(await window.sarangbang.drop(files));
  if (!answer.success) throw new CallError('files.pick', 'bad-output', answer.error.message);
  if (!answer.data.ok) throw new CallError('files.pick', answer.data.code, answer.data.message);
  return calls['files.pick'][1].parse(answer.data.value);
};

/**
 * Listens to one kind of push; returns its own clean-up. A push that is not of the agreed shape
 * is reported on the console by field and reason (never by content) and dropped.
 */
export const on = <N extends PushName>(
  name: N,
  listener: (data: PushData<N>) => void,
): (() => void) =>
  window.sarangbang.on(name, (raw) => {
    const data = (pushes[name] as z.ZodType).safeParse(raw);
    if (data.success) listener(data.data as PushData<N>);
    else
      console.error(
        `push ${name} refused:`,
        data.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '),
      );
  });

/** Every push, in one place: the store subscribes to all of them. */
export const PUSH_NAMES = Object.keys(pushes) as readonly PushName[];
