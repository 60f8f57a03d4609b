import type { Quote } from '../../../../protocol/message';
import type { PendingMessage, ServerId } from '../../../../protocol/views';
import { useMessage } from '../bars/use-board';

/**
 * What a message answers that is not in the log yet: until the server has quoted it, what is held
 * here of the original. Left out when that is out of sight.
 */
export const useQuote = (server: ServerId, message: PendingMessage): Quote | undefined => {
  const original = useMessage(server, message.room, message.reply ?? null);
  if (!original) return undefined;
  const { seq, by, name, text, files } = original;
  return { seq, by, name, text: text || (files?.[0]?.name ?? '') };
};
