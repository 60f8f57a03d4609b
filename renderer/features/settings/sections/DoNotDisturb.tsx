import { useTranslation } from 'react-i18next';
import { ALWAYS } from '../../../../protocol/told-settings';
import type { Until } from '../../../../protocol/until';
import { useLanguage } from '../../../i18n';
import { untilWords } from '../../../i18n/time';
import { Button } from '../../../ui/Button';
import styles from '../settings.module.css';

interface DoNotDisturbProps {
  /** As in the settings: ms since 1970, 0 for not. */
  until: number;
  /** Null ends it. */
  onChange: (until: Until | null) => void;
}

const CHOICES = [
  ['hour', 'settings.dndHour'],
  ['eight-hours', 'settings.dndEight'],
  ['tomorrow', 'settings.dndTomorrow'],
  ['always', 'settings.dndAlways'],
] as const;

/** For how long nothing may pop up. While it lasts, when it ends, and a way to end it. */
export const DoNotDisturb = ({ until, onChange }: DoNotDisturbProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const on = until > Date.now();
  const end =
    until === ALWAYS
      ? t('settings.dndAlways')
      : t('settings.dndUntil', { time: untilWords(until, language) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere
    <div className={styles.group} role="group" aria-label={t('settings.dnd')}>
      <div>
        <p className={styles.fact}>{t('settings.dnd')}</p>
        <p className={styles.note}>{on ? end : t('settings.dndHint')}</p>
      </div>
      <div className={styles.buttons}>
        {on ? (
          <Button size="small" onClick={() => onChange(null)}>
            {t('told.dndEnd')}
          </Button>
        ) : (
          CHOICES.map(([choice, key]) => (
            <Button key={choice} size="small" onClick={() => onChange(choice)}>
              {t(key)}
            </Button>
          ))
        )}
      </div>
    </div>
  );
};
