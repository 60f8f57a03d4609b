import { Ban } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserId } from '../../../protocol/ids';
import { useStore } from '../../store/store';
import { useRowTabIndex } from './active-row';
import styles from './Folded.module.css';

interface FoldedProps {
  by: UserId;
  children: ReactNode;
}

/** A message of somebody whom I have blocked is one line, until I want to see it. */
export const Folded = ({ by, children }: FoldedProps) => {
  const { t } = useTranslation();
  const blocked = useStore(({ settings }) => settings.blocked.some((one) => one.user === by));
  const tabIndex = useRowTabIndex();
  const [shown, setShown] = useState(false);
  if (!blocked) return children;
  return (
    <>
      <div className={styles.line}>
        <Ban size={14} aria-hidden="true" />
        <span>{t('told.blockedMessage')}</span>
        <span aria-hidden="true">·</span>
        <button
          type="button"
          tabIndex={tabIndex}
          className={styles.show}
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'told.hide' : 'told.show')}
        </button>
      </div>
      {shown && children}
    </>
  );
};
