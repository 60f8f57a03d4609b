import { Check, Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import type { Server } from '../../../store/slices/servers';
import { Button } from '../../../ui/Button';
import { useGotIt } from '../message/Notice';
import styles from './bars.module.css';
import { oneLine } from './PinBar';
import { useBoard } from './use-board';

/** The newest announcement that one has not said to have read; stays until one has. */
export const NoticeBar = ({ server, room }: { server: Server; room: RoomView }) => {
  const { t } = useTranslation();
  const notices = useBoard(server.id, room.id, room.notices ?? NONE);
  const me = server.me?.id ?? '';
  const due = notices.findLast(({ by, acks }) => by !== me && !acks?.includes(me)) ?? null;
  const gotIt = useGotIt(server.id, due);
  if (!due || !gotIt) return null;
  return (
    <section className={`${styles.bar} ${styles.notice}`} aria-label={t('message.announcement')}>
      <Megaphone size={15} className={styles.mark} aria-hidden="true" />
      <button
        type="button"
        className={styles.line}
        title={t('message.jumpTo')}
        onClick={() => void actions.jumpTo(server.id, room.id, due.seq, { highlight: true })}
      >
        <b>{due.name}</b> <span>{oneLine(due)}</span>
      </button>
      <Button
        kind="lantern"
        size="small"
        icon={<Check size={15} />}
        onClick={() => {
          void gotIt();
          // The button goes away with the bar.
          actions.focusComposer();
        }}
      >
        {t('message.gotIt')}
      </Button>
    </section>
  );
};

const NONE: readonly number[] = [];
