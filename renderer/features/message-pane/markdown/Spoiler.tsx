import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowTabIndex } from '../active-row';
import styles from './Spoiler.module.css';

/** Hidden from eyes, ears and copying until it is pressed. */
export const Spoiler = ({ children }: { children?: ReactNode }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const [shown, setShown] = useState(false);
  if (shown) return <span className={styles.shown}>{children}</span>;
  const show = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setShown(true);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot hold links, and cannot break over lines
    <span
      role="button"
      tabIndex={tabIndex}
      className={styles.hidden}
      aria-label={t('writing.reveal')}
      title={t('writing.spoiler')}
      onClick={show}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && show(event)}
    >
      <span inert className={styles.veiled}>
        {children}
      </span>
    </span>
  );
};
