import { useLanguage } from '../../../i18n';
import { weekdays } from '../../../i18n/time';
import { classes } from '../../../ui/classes';
import { Switch } from '../../../ui/Switch';
import styles from '../settings.module.css';
import { useSettings } from '../use-set';

const written = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes since midnight; null while the field is being filled in. */
const read = (text: string): number | null => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
};

/** From when until when, and on which days, nothing pops up. */
export const QuietHours = () => {
  const { t, settings, set } = useSettings();
  const language = useLanguage();
  const quiet = settings.quietHours;
  const change = (part: Partial<typeof quiet>) => set({ quietHours: { ...quiet, ...part } });
  const time = (key: 'from' | 'to', label: string) => (
    <label className={styles.time}>
      <span>{label}</span>
      <input
        type="time"
        value={written(quiet[key])}
        onChange={(event) => {
          const minutes = read(event.target.value);
          if (minutes !== null) change({ [key]: minutes });
        }}
      />
    </label>
  );
  return (
    <div className={styles.group}>
      <Switch
        label={t('settings.quiet')}
        hint={t('settings.quietHint')}
        checked={quiet.on}
        onChange={(on) => change({ on })}
      />
      {quiet.on && (
        <div className={styles.times}>
          {time('from', t('settings.quietFrom'))}
          {time('to', t('settings.quietTo'))}
          {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form's part */}
          <div className={styles.days} role="group" aria-label={t('settings.quietDays')}>
            {weekdays(language).map(({ day, short, long }) => {
              const on = quiet.days.includes(day);
              const days = on ? quiet.days.filter((one) => one !== day) : [...quiet.days, day];
              return (
                <button
                  key={day}
                  type="button"
                  className={classes(styles.day, on && styles.dayOn)}
                  aria-pressed={on}
                  aria-label={long}
                  onClick={() => change({ days: days.sort() })}
                >
                  {short}
                </button>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
};
