/** A message whose files are on their way, as it is shown. */
import type { PendingFile, PendingMessage } from '../../protocol/views';
import type { HeldFile, HeldMessage } from './api';
import type { Speed } from './speed';

/** A file whose bytes are under way. */
export interface Running {
  readonly abort: AbortController;
  /** Bytes that the server has. */
  sent: number;
  readonly speed: Speed;
}

/** `running`: by the token of the file. */
export function pendingOf(
  { id, room, text, at, parts, files }: HeldMessage,
  epoch: string,
  running: ReadonlyMap<string, Running>,
): PendingMessage {
  const error = files.find(({ state }) => state === 'failed')?.error;
  const going = files.some(({ token }) => running.has(token));
  return {
    ...{ id, room, text, at, ...parts },
    state: error ? 'failed' : going ? 'sending' : 'queued',
    ...(error && { error }),
    from: { epoch, n: 0 },
    ...(files.length > 0 && { files: files.map((file) => shown(file, running.get(file.token))) }),
  };
}

function shown(held: HeldFile, running: Running | undefined): PendingFile {
  const { token, name, size, type, width, height, state, error, file } = held;
  const sent = state === 'sent' ? size : (running?.sent ?? 0);
  return {
    ...{ token, name, size, type, sent },
    ...(width && { width }),
    ...(height && { height }),
    state: running && state === 'waiting' ? 'sending' : state,
    ...(running && { speed: running.speed.value }),
    ...(error && { error }),
    ...(file && { file }),
    ...('of' in held && { of: held.of }),
  };
}
