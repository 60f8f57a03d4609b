/** One file of a message to the server, once: begun or gone on with, or another name for what it has. */
import type { CommandInput } from '../../protocol/commands';
import { type ChatError, Refusal } from '../../protocol/errors';
import type { FileId } from '../../protocol/message';
import type { Reply, ResultOf } from '../../protocol/replies';
import type { GivenFile, HeldFile, HeldMessage } from './api';
import type { Running } from './pending-of';
import { hashOf, needsSameFile, sendFile } from './send-file';
import type { Route } from './transfer';

export interface UploadFileDeps {
  ask(command: CommandInput): Promise<Reply>;
  /** Writes down what the next start has to know. */
  keep(held: HeldMessage): void;
  /** There is more of it to show. */
  moved(held: HeldMessage): void;
}

/**
 * Resolves when the server has every byte. Rejects with a `Refusal`, or with what broke the
 * transfer; `running.abort` ends it.
 */
export async function uploadFile(
  held: HeldMessage,
  file: HeldFile,
  route: Route,
  running: Running,
  deps: UploadFileDeps,
): Promise<void> {
  const { signal } = running.abort;
  if ('of' in file) {
    file.file = await reuse(held, file, deps);
    running.sent = file.size;
    return;
  }
  await needsSameFile(file);
  if (!file.hash) {
    file.hash = await hashOf(file, signal);
    signal.throwIfAborted();
    deps.keep(held);
  }
  const begun = await begin(held, file, file.hash, deps);
  signal.throwIfAborted();
  if (begun.file !== file.file) {
    file.file = begun.file;
    deps.keep(held);
  }
  const { ticket, offset } = begun;
  running.sent = offset;
  deps.moved(held);
  if (offset === file.size) return;
  const moved = (bytes: number) => {
    running.sent = bytes;
    if (running.speed.note(bytes)) deps.moved(held);
  };
  await sendFile({ local: file, route, file: begun.file, ticket, offset, signal, moved });
}

/** Goes on with an upload, or begins anew where the server has forgotten it. */
async function begin(
  { room }: HeldMessage,
  { name, size, file }: HeldFile,
  hash: string,
  { ask }: UploadFileDeps,
) {
  const asked = { verb: 'upload', room, name, size, hash } as const;
  let reply = await ask(file ? { ...asked, file } : asked);
  if (!reply.ok && file && reply.error.code === 'no-such-file') reply = await ask(asked);
  if (reply.ok) return reply.result as ResultOf<'upload'>;
  throw refusalOf(reply.error);
}

/** The bytes are with the server already: they get one more name. */
async function reuse(
  { room }: HeldMessage,
  { of: file }: GivenFile,
  { ask }: UploadFileDeps,
): Promise<FileId> {
  const reply = await ask({ verb: 'reuse', room, file });
  if (reply.ok) return (reply.result as ResultOf<'reuse'>).file;
  throw refusalOf(reply.error);
}

function refusalOf({ code, ...more }: ChatError): Refusal {
  return new Refusal(code, more);
}
