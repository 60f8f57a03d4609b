import type { CommandOf, Verb } from '../../../protocol/commands';
import type { ChatError, ErrorCode } from '../../../protocol/errors';
import { type ResultOf, results } from '../../../protocol/replies';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { useStore } from '../store';

/** `offline`: nothing was asked, as there is no connection. */
export type Trouble = Omit<ChatError, 'code'> & { code: ErrorCode | 'offline' };
export type Outcome<T> = { ok: true; result: T } | { ok: false; error: Trouble };

export const failed = (code: Trouble['code']): { ok: false; error: Trouble } => ({
  ok: false,
  error: { code },
});

/** Sends one command. Resolves to accepted or refused and never rejects. */
export const submit = async <V extends Verb>(
  server: ServerId,
  command: CommandOf<V>,
): Promise<Outcome<ResultOf<V>>> => {
  if (useStore.getState().servers[server]?.status.state !== 'online') return failed('offline');
  try {
    const reply = await call('submit', { server, command });
    if (!reply.ok) return reply;
    const result = results[command.verb].safeParse(reply.result);
    return result.success ? { ok: true, result: result.data as ResultOf<V> } : failed('internal');
  } catch {
    return failed(
      useStore.getState().servers[server]?.status.state === 'online' ? 'internal' : 'offline',
    );
  }
};
