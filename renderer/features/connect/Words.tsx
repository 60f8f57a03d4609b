import { safetyWords } from '../../../protocol/safety-words';
import { useLanguage } from '../../i18n';
import styles from './connect.module.css';

/** Four words that stand for a key, to be compared aloud. */
export const Words = ({ fingerprint }: { fingerprint: string }) => {
  const language = useLanguage();
  return (
    <p className={styles.words} data-selectable>
      {safetyWords(fingerprint, language).join(' · ')}
    </p>
  );
};
