import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import styles from './Message.module.css';

/** A deleted message keeps its place, and says when it was not its author who deleted it. */
export const GoneText = ({ message }: { message: Message }) => {
  const { t } = useTranslation();
  const byOther = message.gone !== undefined && message.gone.by !== message.by;
  return (
    <p className={styles.gone}>
      <Trash2 size={13} aria-hidden="true" />
      {t(byOther ? 'message.goneByOther' : 'message.gone')}
    </p>
  );
};
