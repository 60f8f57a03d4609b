/** From the body of a frame to something of the agreed shape, or to what is wrong with it. */
import type { core } from 'zod';
import { type Command, command } from '../../../protocol/commands';
import { type ClientFrame, clientFrame } from '../../../protocol/envelopes';
import type { ChatError } from '../../../protocol/errors';
import { commandId } from '../../../protocol/ids';
import { FrameError, parseJson } from '../../../protocol/wire/frame';
import { plainPost } from './plain-post';

export type Read =
  | { ok: true; frame: ClientFrame }
  /** `id` names the command, where it was one and said so. */
  | { ok: false; error: ChatError; id?: string };

const VERBS: ReadonlySet<unknown> = new Set<Command['verb']>(
  command.options.map((option) => option.shape.verb.value),
);

/** Parsed once; never throws. */
export function readFrame(body: Buffer): Read {
  let value: unknown;
  try {
    value = parseJson(body);
  } catch (why) {
    if (!(why instanceof FrameError)) throw why;
    return { ok: false, error: { code: 'bad-frame', message: why.message } };
  }
  const post = plainPost(value);
  if (post) return { ok: true, frame: post };
  const parsed = clientFrame.safeParse(value);
  if (parsed.success) return { ok: true, frame: parsed.data };
  return refuse(value, parsed.error);
}

function refuse(value: unknown, { issues }: core.$ZodError): Read {
  const issue = issues[0];
  const field = issue?.path.join('.').slice(0, 40);
  const error: ChatError = {
    code: 'bad-frame',
    message: (issue?.message ?? 'not of the agreed shape').slice(0, 500),
    ...(field && { field }),
  };
  const { t, id, cmd } = fieldsOf(value);
  if (t !== 'cmd') return { ok: false, error };
  const { verb } = fieldsOf(cmd);
  if (typeof verb === 'string' && !VERBS.has(verb)) error.code = 'unknown-command';
  const known = commandId.safeParse(id);
  return known.success ? { ok: false, error, id: known.data } : { ok: false, error };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
