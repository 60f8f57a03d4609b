import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import type { Notice } from '../../../protocol/order';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { leftText } from '../../ui/order-words';
import { toast } from '../../ui/Toaster';

const words = (t: TFunction, notice: Notice): string => {
  const { by } = notice;
  const room =
    'room' in notice && notice.room !== undefined
      ? `#${roomTitle({ id: notice.room, name: notice.room }, t('chat.lobby'))}`
      : '';
  switch (notice.what) {
    case 'kicked':
      return t('order.told.kicked', { by, room });
    case 'room-deleted':
      return t('order.told.deleted', { by, room });
    case 'muted':
      return room ? t('order.told.mutedIn', { by, room }) : t('order.told.muted', { by });
    case 'unmuted':
      return room ? t('order.told.unmutedIn', { by, room }) : t('order.told.unmuted', { by });
    case 'role':
      return t(notice.role === 'moderator' ? 'order.told.moderator' : 'order.told.member', { by });
  }
};

/** What a moderator did that concerns me alone, said once. */
export const Notices = () => {
  const { t } = useTranslation();
  const first = useStore(({ notices }) => notices[0]);
  /** Takes back what was said about being muted, once that is over. */
  const muted = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!first) return;
    const { notice } = first;
    const reason = 'reason' in notice ? notice.reason : undefined;
    const until = notice.what === 'muted' ? notice.until : undefined;
    const description = [
      until !== undefined && t('order.lasts', { span: leftText(t, until - Date.now()) }),
      reason && t('order.why', { note: reason }),
    ]
      .filter(Boolean)
      .join(' ');
    if (notice.what === 'unmuted') muted.current?.();
    const close = toast({
      title: words(t, notice),
      ...(description && { description }),
      // What was taken away is not to pass by unseen.
      type: notice.what === 'role' || notice.what === 'unmuted' ? 'plain' : 'failed',
    });
    if (notice.what === 'muted') muted.current = close;
    actions.dropNotice();
  }, [first, t]);
  return null;
};
