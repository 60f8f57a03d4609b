import type { Message } from '../../../../protocol/apply-change';
import type { RoomView } from '../../../../protocol/views';
import { mayModerate, mayPin } from '../../../store/rights';
import type { Server } from '../../../store/slices/servers';

export type MessageAction =
  | 'react'
  | 'reply'
  | 'edit'
  | 'copy'
  | 'copyMarkdown'
  | 'copyLink'
  | 'forward'
  | 'unread'
  | 'pin'
  | 'unpin'
  | 'look'
  | 'history'
  | 'delete';

/** Without a connection nothing comes of these; the others are stored here, or concern only us. */
export const NEEDS_CONNECTION: ReadonlySet<MessageAction> = new Set([
  'react',
  'edit',
  'pin',
  'unpin',
  'look',
  'history',
  'delete',
]);

/** What the person here can do with a message, in the order of the menu. */
export const possibleActions = (
  message: Pick<Message, 'by' | 'seq' | 'text' | 'gone' | 'edited' | 'files'>,
  server: Pick<Server, 'me' | 'fingerprint'>,
  room: Pick<RoomView, 'kind' | 'owner' | 'pins' | 'rules'>,
): readonly MessageAction[] => {
  if (message.gone) return ['unread'];
  const mine = message.by === server.me?.id;
  const moderate = mayModerate(server, room);
  const pinned = room.pins?.includes(message.seq) ?? false;
  const said = message.text !== '';
  const all: (MessageAction | false | undefined)[] = [
    'react',
    'reply',
    mine && said && 'edit',
    said && 'copy',
    said && 'copyMarkdown',
    // A link without a key would lead to whoever answers there.
    server.fingerprint !== undefined && 'copyLink',
    (said || message.files !== undefined) && 'forward',
    'unread',
    mayPin(server, room) && (pinned ? 'unpin' : 'pin'),
    moderate && room.rules?.classroom && 'look',
    (mine || moderate) && message.edited !== undefined && 'history',
    (mine || moderate) && 'delete',
  ];
  return all.filter((action) => typeof action === 'string');
};
