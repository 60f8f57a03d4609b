import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './EmptyRoom.module.css';

interface EmptyRoomProps {
  direct: boolean;
  /** People who are here now, me included. */
  here: number;
  /** For the host who is alone: the way for others to come in. */
  invite?: ReactNode;
}

/** One sentence, one thing to do. */
export const EmptyRoom = ({ direct, here, invite }: EmptyRoomProps) => {
  const { t } = useTranslation();
  const alone = here <= 1 && !direct;
  return (
    <div className={styles.empty}>
      {alone && invite ? (
        invite
      ) : (
        <p>
          {direct
            ? t('chat.emptyDirect')
            : alone
              ? t('chat.emptyQuiet')
              : t('chat.emptyRoom', { count: here })}
        </p>
      )}
    </div>
  );
};
