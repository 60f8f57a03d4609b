import { Paperclip } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton';
import styles from './Composer.module.css';

/** Before the field: files. Where the server takes none, it says so and does nothing. */
export const Attach = ({ onAttach }: { onAttach?: () => void }) => {
  const { t } = useTranslation();
  return (
    <IconButton
      className={styles.attach}
      label={t(onAttach ? 'file.attach' : 'file.none')}
      side="top"
      icon={<Paperclip size={18} />}
      aria-disabled={onAttach ? undefined : true}
      onClick={() => onAttach?.()}
    />
  );
};
