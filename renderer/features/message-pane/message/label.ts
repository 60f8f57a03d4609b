import type { TFunction } from 'i18next';
import type { Message } from '../../../../protocol/apply-change';
import { plainText } from '../../../ui/plain-text';

/** By language, which is a `t` of its own. Lines are asked for it whenever the list moves. */
const known = new WeakMap<TFunction, WeakMap<Message, string>>();

/**
 * A line as it is read out when it gets the focus: who, what, and what has become of it. Not when:
 * that is read from line to line by nobody.
 */
export const messageLabel = (t: TFunction, message: Message): string => {
  const labels = known.get(t) ?? new WeakMap<Message, string>();
  known.set(t, labels);
  const label = labels.get(message) ?? labelOf(t, message);
  labels.set(message, label);
  return label;
};

const labelOf = (t: TFunction, message: Message): string => {
  const { name, text, reply, announce, forwarded, edited, gone, files, reactions, imported } =
    message;
  if (gone) return `${name}: ${t(gone.by === message.by ? 'message.gone' : 'message.goneByOther')}`;
  const count = reactions?.reduce((sum, { users }) => sum + users.length, 0) ?? 0;
  const said = [
    announce && t('message.announcement'),
    reply && t('message.replyTo', { name: reply.name }),
    forwarded && t('message.forwarded', { ...forwarded }),
    plainText(text),
    ...(files ?? []).map((file) => file.name),
    imported && t('message.imported'),
    edited !== undefined && t('message.edited'),
    count > 0 && t('message.reactionCount', { count }),
  ];
  return `${name}: ${said.filter(Boolean).join(', ')}`;
};
