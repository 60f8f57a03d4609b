import { Check, Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import type { ServerId } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { selectServer } from '../../../store/selectors';
import { useStore } from '../../../store/store';
import { Button } from '../../../ui/Button';
import { toast } from '../../../ui/Toaster';
import { useTools } from '../actions/context';
import { useRowTabIndex } from '../active-row';
import styles from './Message.module.css';
import { readersOf } from './readers';

/** Over a message that everybody should have read. */
export const NoticeHead = () => {
  const { t } = useTranslation();
  return (
    <p className={styles.noticeHead}>
      <Megaphone size={14} aria-hidden="true" />
      {t('message.announcement')}
    </p>
  );
};

/** The way to say that one has read it; null for its author, and for whoever has said so. */
export const useGotIt = (id: ServerId, message: Message | null): (() => Promise<void>) | null => {
  const { t } = useTranslation();
  const me = useStore((state) => state.servers[id]?.me?.id);
  if (!message?.announce || message.gone || !me || message.by === me) return null;
  if (message.acks?.includes(me)) return null;
  return async () => {
    const outcome = await actions.acknowledge(id, message.room, message.seq);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
};

/** Below it: "Got it", and by how many of how many it was read, which everybody may see. */
export const NoticeFoot = ({ server: id, message }: { server: ServerId; message: Message }) => {
  const { t } = useTranslation();
  const tools = useTools();
  const tabIndex = useRowTabIndex();
  const members = useStore((state) => selectServer(id)(state)?.members[message.room]);
  const gotIt = useGotIt(id, message);
  const { read, of } = readersOf(message, members ?? []);
  return (
    <div className={styles.noticeFoot}>
      {gotIt && (
        <Button
          kind="primary"
          size="small"
          tabIndex={tabIndex}
          icon={<Check size={15} />}
          onClick={() => void gotIt()}
        >
          {t('message.gotIt')}
        </Button>
      )}
      <button
        type="button"
        className={styles.readBy}
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        onClick={() => tools?.showReaders(message)}
      >
        {t('message.readBy', { count: read.length, of })}
      </button>
    </div>
  );
};
