import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { rulesText } from '../../ui/order-words';
import { useRowTabIndex } from './active-row';
import type { Coming } from './fold';
import { comingText } from './names';
import styles from './Row.module.css';
import type { SystemEvent } from './rows';

const systemText = (t: TFunction, event: SystemEvent): string => {
  const { name } = event;
  switch (event.kind) {
    case 'created':
      return t('chat.sysCreated', { name });
    case 'topic':
      return event.topic
        ? t('chat.sysTopic', { name, topic: event.topic })
        : t('chat.sysTopicCleared', { name });
    case 'access':
      return t(`chat.sysAccess.${event.access}`, { name });
    case 'invited':
      return t('chat.sysInvited', { name, other: event.userName });
    case 'pinned':
      return t(event.on ? 'chat.sysPinned' : 'chat.sysUnpinned', { name });
    case 'kicked':
      return t('order.sys.kicked', { name, other: event.userName });
    case 'rules':
      return t('order.sys.rules', { name, rules: rulesText(t, event.rules) });
    case 'titled':
      return t('order.sys.titled', { name, title: event.title });
    case 'ended':
      return t('order.sys.ended', { name });
    case 'hand':
      return t(event.on ? 'classroom.sysHand' : 'classroom.sysHandDown', { name });
    case 'look':
      return t('classroom.sysLook', { name });
    case 'renamed':
      return t('chat.sysRenamed', { old: event.old, name });
  }
};

/** What happened in the room apart from what was said. */
export const SystemRow = ({ server, event }: { server: ServerId; event: SystemEvent }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  return (
    <p className={styles.system}>
      {systemText(t, event)}
      {event.kind === 'pinned' && (
        <button
          type="button"
          tabIndex={tabIndex}
          className={styles.goTo}
          onClick={() => void actions.jumpTo(server, event.room, event.target)}
        >
          {t('reading.goTo')}
        </button>
      )}
    </p>
  );
};

/** Who came and went, on one line. */
export const ComingRow = ({ coming }: { coming: Coming }) => {
  const { t } = useTranslation();
  return <p className={styles.system}>{comingText(t, coming)}</p>;
};
