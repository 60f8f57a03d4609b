import { Clock } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import type { PendingMessage, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { Author } from './Author';
import { SendingFiles } from './files/SendingFiles';
import { MessageBody } from './message/MessageBody';
import { useQuote } from './message/use-quote';
import styles from './Row.module.css';

/** A message that is on its way says so only after this long: most are there sooner. */
const QUIET_MS = 400;

interface PendingRowProps {
  server: ServerId;
  message: PendingMessage;
  head: boolean;
  me: UserInfo | null;
}

/** A message of mine that is not in the log yet, with what is happening to it. */
export const PendingRow = memo(({ server, message, head, me }: PendingRowProps) => {
  const late = useLate(message);
  return (
    <div className={classes(styles.message, head && styles.head)}>
      {head && me && (
        <>
          <Avatar id={me.id} name={me.name} size="large" className={styles.avatar} />
          <div className={styles.who}>
            <Author server={server} id={me.id} name={me.name} />
          </div>
        </>
      )}
      <MessageBody
        server={server}
        room={message.room}
        message={{ ...message, reply: useQuote(server, message) }}
        myName=""
        waiting={late}
      >
        {message.files && <SendingFiles server={server} message={message} />}
      </MessageBody>
      {late && (!message.files || message.state === 'failed') && (
        <PendingState server={server} message={message} />
      )}
    </div>
  );
});

/** True at once for what is known to be waiting, after a moment for what is being sent. */
const useLate = ({ state, at }: PendingMessage): boolean => {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state !== 'sending') return;
    const timer = setTimeout(() => setLate(true), Math.max(0, at + QUIET_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [state, at]);
  return state !== 'sending' || late;
};

const PendingState = ({ server, message }: Pick<PendingRowProps, 'server' | 'message'>) => {
  const { t } = useTranslation();
  const remove = () => void actions.deletePending(server, message.id).catch(() => {});
  const edit = () => {
    actions.insertInComposer(message.text);
    remove();
  };
  if (message.state === 'sending')
    return (
      <p className={styles.onItsWay}>
        <Clock size={12} aria-hidden="true" />
        <span className="sr-only">{t('chat.sending')}</span>
      </p>
    );
  if (message.state === 'checking') return <p className={styles.state}>{t('chat.checking')}</p>;
  const failed = message.state === 'failed';
  return (
    <div className={classes(styles.state, failed && styles.failed)}>
      <span role={failed ? 'alert' : undefined}>
        {failed
          ? t('chat.failed', { reason: t(`errors.reason.${message.error?.code ?? 'internal'}`) })
          : t('chat.queued')}
      </span>
      {failed && (
        <button
          type="button"
          onClick={() => void actions.retryPending(server, message.id).catch(() => {})}
        >
          {t('chat.sendAgain')}
        </button>
      )}
      {!message.files && (
        <button type="button" onClick={edit}>
          {t('chat.edit')}
        </button>
      )}
      <button type="button" onClick={remove}>
        {t('chat.delete')}
      </button>
    </div>
  );
};
