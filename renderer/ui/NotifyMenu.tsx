import { Menu as Base } from '@base-ui/react/menu';
import { Bell, BellOff, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NotifyLevel } from '../../protocol/told-settings';
import { UNTIL, type Until } from '../../protocol/until';
import { MenuItem, MenuSeparator, Submenu } from './Menu';
import styles from './Menu.module.css';

export interface NotifyMenuProps {
  /** A room's own level; null: as everywhere. */
  level: NotifyLevel | null;
  muted: boolean;
  onLevel: (level: NotifyLevel | null) => void;
  /** Null: not any more. */
  onMute: (until: Until | null) => void;
}

const LEVELS = [null, 'all', 'mentions', 'nothing'] as const;

/** A line of a room's menu that opens another: what of it is told, and for how long it is silent. */
export const NotifyMenu = ({ level, muted, onLevel, onMute }: NotifyMenuProps) => {
  const { t } = useTranslation();
  return (
    <Submenu
      icon={muted ? <BellOff size={16} /> : <Bell size={16} />}
      label={t('told.notifications')}
    >
      <Base.RadioGroup
        aria-label={t('told.notifications')}
        value={level}
        onValueChange={(next: NotifyLevel | null) => onLevel(next)}
      >
        {LEVELS.map((one) => (
          <Base.RadioItem key={one ?? 'default'} value={one} className={styles.item} closeOnClick>
            <span className={styles.label}>{t(one ? `told.${one}` : 'told.asElsewhere')}</span>
            <Base.RadioItemIndicator>
              <Check size={15} aria-hidden="true" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
      <MenuSeparator />
      {muted ? (
        <MenuItem onChoose={() => onMute(null)}>{t('told.unmuteRoom')}</MenuItem>
      ) : (
        <Base.Group>
          <Base.GroupLabel className={styles.heading}>{t('told.muteRoom')}</Base.GroupLabel>
          {UNTIL.map((until) => (
            <MenuItem key={until} onChoose={() => onMute(until)}>
              {t(`told.until.${until}`)}
            </MenuItem>
          ))}
        </Base.Group>
      )}
    </Submenu>
  );
};
