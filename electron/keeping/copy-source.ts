/** A room out of this app's copy, for an export; filled up from the server while it answers. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ChatClient } from '../../client/api';
import type { ExportSource } from '../../client/export/source';
import { Refusal } from '../../protocol/errors';
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import { PAGE_MAX_EVENTS } from '../../protocol/limits';
import { roomTitle } from '../../protocol/lobby';
import type { Page } from '../../protocol/replies';
import type { KnownServer } from '../servers/registry';

/** Without a time of its own, a server that asks to slow down is asked again after this long. */
const SLOW_DOWN_MS = 1_000;

export interface CopySource extends ExportSource {
  /** False: what is older is with the server only, and could not be had. */
  readonly whole: boolean;
}

/** Reads back to the beginning first. Rejects when there is nothing at all, or when aborted. */
export async function copySource(
  client: ChatClient,
  { name, fingerprint }: Pick<KnownServer, 'name' | 'fingerprint'>,
  id: RoomId,
  { lobby, signal }: { lobby: string; signal: AbortSignal },
): Promise<CopySource> {
  const room = client.rooms().find((one) => one.id === id);
  if (!room) throw new Error('no such room');
  const names = new Map(client.users().map((user) => [user.id, user.name]));
  const { first, whole } = await beginning(client, id, signal);
  const direct = room.kind === 'direct';
  const peer = room.peer && names.get(room.peer);
  return {
    server: { name, ...(fingerprint && { fingerprint }) },
    room: { id, name: peer || roomTitle(room, lobby), topic: room.topic, direct },
    head: room.head,
    whole,
    nameOf: (user) => names.get(user) ?? null,
    async *events() {
      let after = first === null ? room.head : first.prev;
      for (;;) {
        const page: Page = await patiently(signal, () =>
          client.history(id, { after, limit: PAGE_MAX_EVENTS }),
        );
        yield* page.events;
        const last = page.events.at(-1);
        if (!last || !page.more) return;
        after = last.seq;
      }
    },
  };
}

async function beginning(
  client: ChatClient,
  id: RoomId,
  signal: AbortSignal,
): Promise<{ first: ChatEvent | null; whole: boolean }> {
  let first: ChatEvent | null = null;
  for (;;) {
    const before: { before?: number } = first ? { before: first.seq } : {};
    const page = await patiently(signal, () =>
      client.history(id, { ...before, limit: PAGE_MAX_EVENTS }),
    ).catch((why) => {
      if (first === null || signal.aborted) throw why;
      return null;
    });
    const oldest: ChatEvent | undefined = page?.events[0];
    if (oldest) first = oldest;
    if (!page || !oldest || !page.more) return { first, whole: page?.more === false };
  }
}

/** A server has a rate for reading back; an export has time. */
async function patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (why) {
      if (!(why instanceof Refusal) || why.error.code !== 'slow-down') throw why;
      await pause(why.error.retryAfterMs ?? SLOW_DOWN_MS, undefined, { signal });
    }
  }
}
