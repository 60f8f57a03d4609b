import { AWAY_AFTER_S } from '../../../../protocol/limits';
import type { ListedPerson } from '../../../../protocol/told-settings';
import { actions } from '../../../store/actions';
import { Avatar } from '../../../ui/Avatar';
import { Button } from '../../../ui/Button';
import { Switch } from '../../../ui/Switch';
import { toast } from '../../../ui/Toaster';
import type { Entry } from '../entry';
import styles from '../settings.module.css';
import { useSettings } from '../use-set';

const Away = () => {
  const { t, settings, set } = useSettings();
  return (
    <Switch
      label={t('settings.awayWhenIdle')}
      hint={t('settings.awayHint', { count: AWAY_AFTER_S / 60 })}
      checked={settings.awayWhenIdle}
      onChange={(awayWhenIdle) => set({ awayWhenIdle })}
    />
  );
};

interface PeopleProps {
  title: string;
  none: string;
  people: readonly ListedPerson[];
  undo: (name: string) => string;
  onUndo: (user: string) => Promise<void>;
}

const People = ({ title, none, people, undo, onUndo }: PeopleProps) => {
  const { t } = useSettings();
  return (
    <section className={styles.group} aria-label={title}>
      <div>
        <p className={styles.fact}>{title}</p>
        <p className={styles.note}>{people.length > 0 ? t('settings.peopleHint') : none}</p>
      </div>
      {people.length > 0 && (
        <ul className={styles.people}>
          {people.map(({ user, name }) => (
            <li key={user} className={styles.person}>
              <Avatar id={user} name={name} />
              <span className={styles.personName}>{name}</span>
              <Button
                size="small"
                aria-label={undo(name)}
                onClick={() => {
                  onUndo(user).catch(() => toast({ title: t('common.wentWrong'), type: 'failed' }));
                }}
              >
                {t('settings.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Blocked = () => {
  const { t, settings } = useSettings();
  return (
    <People
      title={t('settings.blocked')}
      none={t('settings.blockedNone')}
      people={settings.blocked}
      undo={(name) => t('settings.unblock', { name })}
      onUndo={(user) => actions.blockPerson(user, null)}
    />
  );
};

const Muted = () => {
  const { t, settings } = useSettings();
  return (
    <People
      title={t('settings.muted')}
      none={t('settings.mutedNone')}
      people={settings.mutedPeople}
      undo={(name) => t('settings.unmute', { name })}
      onUndo={(user) => actions.mutePerson(user, null)}
    />
  );
};

export const privacy: readonly Entry[] = [
  { words: ['settings.awayWhenIdle', 'settings.awayHint'], View: Away },
  { words: ['settings.blocked', 'settings.peopleHint'], View: Blocked },
  { words: ['settings.muted', 'settings.peopleHint'], View: Muted },
];
