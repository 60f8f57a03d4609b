import { ChevronDown, Megaphone } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton';
import { Menu, MenuItem } from '../../ui/Menu';
import styles from './Composer.module.css';

interface SendMenuProps {
  field: RefObject<HTMLTextAreaElement | null>;
  canSend: boolean;
  onAnnounce: () => void;
}

/** Beside the send button, for whoever may announce: what `/announce` does, without knowing it. */
export const SendMenu = ({ field, canSend, onAnnounce }: SendMenuProps) => {
  const { t } = useTranslation();
  return (
    <Menu
      side="top"
      focusAfter={() => field.current}
      trigger={
        <IconButton
          className={styles.sendMore}
          label={t('writing.sendAs')}
          side="top"
          icon={<ChevronDown size={14} strokeWidth={2.2} />}
        />
      }
    >
      <MenuItem icon={<Megaphone size={15} />} disabled={!canSend} onChoose={onAnnounce}>
        <span className={styles.choice}>{t('writing.announce')}</span>
        <span className={styles.about}>{t('writing.announceAbout')}</span>
      </MenuItem>
    </Menu>
  );
};
