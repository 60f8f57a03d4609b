import { useTranslation } from 'react-i18next';
import { hueOf } from '../../../../protocol/colors';
import type { RoomId } from '../../../../protocol/ids';
import type { Quote } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { Avatar } from '../../../ui/Avatar';
import { plainText } from '../../../ui/plain-text';
import { useRowTabIndex } from '../active-row';
import row from '../Row.module.css';
import styles from './Message.module.css';

interface ReplyQuoteProps {
  server: ServerId;
  room: RoomId;
  quote: Quote;
}

/** What a message answers: who said it and how it began. Leads there; when it is gone, nowhere. */
export const ReplyQuote = ({ server, room, quote }: ReplyQuoteProps) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const { by, name, text, seq } = quote;
  const who = (
    <>
      <Avatar id={by} name={name} size="small" className={styles.face} />
      <span className={`${row.name} ${styles.quoted}`} data-hue={hueOf(by)}>
        {name}
      </span>
    </>
  );
  if (text === '')
    return (
      <p className={styles.quote}>
        {who}
        <span className={styles.lost}>{t('message.quoteGone')}</span>
      </p>
    );
  return (
    <button
      type="button"
      className={styles.quote}
      tabIndex={tabIndex}
      title={t('message.jumpTo')}
      aria-label={`${t('message.replyTo', { name })}: ${plainText(text)}`}
      onClick={() => void actions.jumpTo(server, room, seq, { highlight: true })}
    >
      {who}
      <span className={styles.excerpt}>{plainText(text)}</span>
    </button>
  );
};
