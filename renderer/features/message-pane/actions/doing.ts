import type { TFunction } from 'i18next';
import { hasReacted, type Message } from '../../../../protocol/apply-change';
import type { RoomView } from '../../../../protocol/views';
import { actions, type Outcome } from '../../../store/actions';
import type { Server } from '../../../store/slices/servers';
import { plainText } from '../../../ui/plain-text';
import { toast } from '../../../ui/Toaster';
import type { MessageAction } from './possible';

interface About {
  server: Server;
  room: RoomView;
  t: TFunction;
}

/** Takes away what was said of the last copy: only the newest one is on the clipboard. */
let dropNote: () => void = () => {};

/** Carries out what needs no question first, and says when it did not work. */
export const createDoing = ({ server, room, t }: About) => {
  const settle = async (asked: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await asked;
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  const copy = (
    text: string | Promise<string>,
    said: 'message.copied' | 'message.copiedLink',
  ): void => {
    Promise.resolve(text)
      .then(actions.copyText)
      .then(
        () => {
          dropNote();
          dropNote = toast({ title: t(said) });
        },
        () => toast({ title: t('message.copyFailed'), type: 'failed' }),
      );
  };
  const react = ({ seq }: Message, emoji: string, on: boolean): void =>
    void settle(actions.react(server.id, room.id, seq, emoji, on));
  const run = (action: MessageAction, message: Message): void => {
    const { seq, text } = message;
    if (action === 'reply') void actions.startReply(server.id, room.id, seq);
    else if (action === 'edit') void actions.startEdit(server.id, room.id, seq);
    else if (action === 'copy') copy(plainText(text, { reveal: true }), 'message.copied');
    else if (action === 'copyMarkdown') copy(text, 'message.copied');
    else if (action === 'copyLink')
      copy(actions.messageLink(server.id, room.id, seq), 'message.copiedLink');
    else if (action === 'unread')
      actions
        .markUnread(server.id, room.id, seq)
        .catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
    else if (action === 'pin' || action === 'unpin')
      void settle(actions.pinMessage(server.id, room.id, seq, action === 'pin'));
    else if (action === 'look') void settle(actions.askToLook(server.id, room.id, seq));
  };

  return {
    run,
    toggle: (message: Message, emoji: string): void => {
      const mine = server.me !== null && hasReacted(message, server.me.id, emoji);
      react(message, emoji, !mine);
    },
    /** Out of the picker an emoji is given; it does not take one back that is there. */
    give: (message: Message, emoji: string): void => react(message, emoji, true),
    remove: (message: Message): void =>
      void settle(actions.deleteMessage(server.id, room.id, message.seq)),
    copyAddress: (url: string): void => copy(url, 'message.copied'),
  };
};
