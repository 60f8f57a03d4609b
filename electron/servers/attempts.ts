/** What the connect dialog follows: an attempt asks, fails, is cancelled, or ends in a known server. */
import { randomUUID } from 'node:crypto';
import { roomKey } from '../../protocol/names';
import type { Answer, Failure, ServerStatus } from '../../protocol/views';
import type { Push } from '../ipc/push';
import type { Server } from './server';

interface Attempt {
  server: Server;
  room: string | undefined;
  unwatch: () => void;
}

interface Deps {
  push: Push;
  /** The attempt has ended without success: a visit is thrown away. */
  abandon(server: Server): void;
  /** A known server that has this key, when an address turns out to lead to it. */
  byKey(fingerprint: string): Server | undefined;
  /** Connects the other server by the way that the first one went. */
  divert(from: Server, to: Server): void;
}

export interface Attempts {
  begin(server: Server, room?: string): string;
  /** False when there is no such attempt. */
  answer(id: string, answer: Answer): boolean;
  cancel(id: string): void;
  /** The visit led to a server that is known already: its attempts go on with that one. */
  divert(from: Server, to: Server): void;
}

/** Why an attempt ended, from a status that ends it; null while it goes on. */
export const failureIn = (status: ServerStatus): Failure | null => {
  if (status.state !== 'waiting' && status.state !== 'offline') return null;
  if (status.failure) return status.failure;
  if (status.why === 'closed') return { code: 'refused' };
  if (status.why === 'banned' || status.why === 'kicked') return { code: 'banned' };
  return { code: 'internal', detail: status.why };
};

/** The room that an invite names, joined if need be; undefined when it cannot be entered. */
const enter = async ({ client }: Server, wanted: string): Promise<string | undefined> => {
  const known = client
    .rooms()
    .find((room) => room.id === wanted || roomKey(room.name) === roomKey(wanted));
  if (known?.joined) return known.id;
  const reply = await client.submit<'join'>({ verb: 'join', room: known?.id ?? wanted });
  return reply.ok ? reply.result.room.id : undefined;
};

export const createAttempts = (deps: Deps): Attempts => {
  const attempts = new Map<string, Attempt>();

  const end = (id: string): Attempt | undefined => {
    const attempt = attempts.get(id);
    attempt?.unwatch();
    attempts.delete(id);
    return attempt;
  };

  const succeed = async (id: string): Promise<void> => {
    const attempt = end(id);
    if (!attempt) return;
    const { server, room } = attempt;
    const entered = room ? await enter(server, room).catch(() => undefined) : undefined;
    deps.push('attempt', {
      attempt: id,
      state: { state: 'done', server: server.entry.id, ...(entered && { room: entered }) },
    });
  };

  const show = (id: string, server: Server, status: ServerStatus): void => {
    if (status.state === 'connecting')
      deps.push('attempt', { attempt: id, state: { state: 'working', step: status.step } });
    if (status.state === 'question') {
      const { question } = status;
      // A key that is known is no question, wherever it turns up: that server is at this address.
      const key = 'fingerprint' in question ? question.fingerprint : undefined;
      const other = key && deps.byKey(key);
      if (other && other !== server) deps.divert(server, other);
      else deps.push('attempt', { attempt: id, state: { state: 'question', question } });
    }
    const failure = failureIn(status);
    if (!failure || !end(id)) return;
    deps.push('attempt', { attempt: id, state: { state: 'failed', failure } });
    deps.abandon(server);
  };

  const follow = (id: string, server: Server): (() => void) =>
    server.watch({
      status: (status) => show(id, server, status),
      ready: () => void succeed(id),
    });

  return {
    begin(server, room) {
      const id = randomUUID();
      attempts.set(id, { server, room, unwatch: follow(id, server) });
      // After the answer to the call that began it.
      if (server.known && server.status.state === 'online') setImmediate(() => void succeed(id));
      return id;
    },
    answer(id, answer) {
      const attempt = attempts.get(id);
      attempt?.server.answer(answer);
      return attempt !== undefined;
    },
    cancel(id) {
      const attempt = end(id);
      if (!attempt) return;
      deps.push('attempt', {
        attempt: id,
        state: { state: 'failed', failure: { code: 'cancelled' } },
      });
      deps.abandon(attempt.server);
    },
    divert(from, to) {
      for (const [id, attempt] of attempts) {
        if (attempt.server !== from) continue;
        attempt.unwatch();
        attempts.set(id, { ...attempt, server: to, unwatch: follow(id, to) });
      }
    },
  };
};
