/** Saying something: commands, messages and what waits to be sent. */
import { type ChatError, Refusal } from '../../../protocol/errors';
import type { Reply } from '../../../protocol/replies';
import type { Servers } from '../../servers/api';
import type { Handlers } from '../handle';

type Names = 'submit' | 'post' | 'pending.retry' | 'pending.delete' | 'draft';

/** No connection is an answer like any other refusal. */
const refused = (error: unknown): { ok: false; error: ChatError } => {
  if (error instanceof Refusal) return { ok: false, error: error.error };
  throw error;
};

export const outboxHandlers = (servers: Servers): Pick<Handlers, Names> => ({
  submit: async ({ server, command }): Promise<Reply> =>
    servers.get(server).client.submit(command).catch(refused),
  post: ({ server, room, text, ...parts }) => servers.get(server).client.post(room, text, parts),
  'pending.retry': ({ server, id }) => servers.get(server).client.retryPending(id),
  'pending.delete': ({ server, id }) => servers.get(server).client.deletePending(id),
  draft: ({ server, room, text, reply }) => servers.get(server).client.setDraft(room, text, reply),
});
