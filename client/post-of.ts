import type { CommandOf } from '../protocol/commands';
import type { PendingMessage } from '../protocol/views';

/** Each sending of a message must be the same command: the server compares them. */
export function postOf(message: PendingMessage): CommandOf<'post'> {
  const { room, text, reply, announce, forwarded } = message;
  const files = message.files?.flatMap(({ file }) => (file ? [file] : []));
  return {
    verb: 'post',
    room,
    text,
    ...(reply !== undefined && { reply }),
    ...(files && { files }),
    ...(announce && { announce }),
    ...(forwarded && { forwarded }),
  };
}
