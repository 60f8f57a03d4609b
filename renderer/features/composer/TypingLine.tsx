import { useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { selectTyping } from '../../store/selectors';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import styles from './Composer.module.css';

/** So many are named; more are counted. */
const NAMED_MAX = 2;

/** Who is writing. A mark fades by itself when it is not renewed. */
export const TypingLine = () => {
  const { t } = useTranslation();
  const marks = useStore(selectTyping);
  const server = useStore(selectStillServer);
  const [now, setNow] = useState(Date.now);
  const live = Object.entries(marks ?? {}).filter(([, until]) => until > now);
  const next = Math.min(...live.map(([, until]) => until));
  useEffect(() => {
    setNow(Date.now());
    if (!marks || !Number.isFinite(next)) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 10);
    return () => clearTimeout(timer);
  }, [marks, next]);

  const names = live.flatMap(([user]) => server?.users[user]?.name ?? []);
  const [first = '', second = ''] = names;
  const bold = { b: <b /> };
  return (
    <p className={styles.typing}>
      {names.length === 1 && (
        <Trans t={t} i18nKey="chat.typingOne" values={{ name: first }} components={bold} />
      )}
      {names.length === NAMED_MAX && (
        <Trans t={t} i18nKey="chat.typingTwo" values={{ first, second }} components={bold} />
      )}
      {names.length > NAMED_MAX && t('chat.typingMany', { count: names.length })}
    </p>
  );
};
