import { SquareTerminal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hueOf } from '../../../protocol/colors';
import type { UserId } from '../../../protocol/ids';
import type { Wire } from '../../../protocol/model';
import styles from './Row.module.css';

/** A name in its own colour, with a mark when it speaks through something other than the app. */
export const Author = ({ id, name, wire }: { id: UserId; name: string; wire?: Wire }) => {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.name} data-hue={hueOf(id)}>
        {name}
      </span>
      {wire && wire !== 'app' && (
        <span className={styles.wire} title={t('chat.wireHint')}>
          <SquareTerminal size={13} aria-hidden="true" />
          {t(`chat.wire.${wire}`)}
        </span>
      )}
    </>
  );
};
