import { useTranslation } from 'react-i18next';
import type { UpdateState } from '../../../protocol/updates';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/Toaster';
import styles from './settings.module.css';
import { useSettings } from './use-set';

const Told = ({ updates }: { updates: UpdateState }) => {
  const { t } = useTranslation();
  if (updates.state === 'checking') return t('settings.updateChecking');
  if (updates.state === 'newest') return t('settings.updateNewest');
  if (updates.state === 'failed') return t(`settings.updateFailed.${updates.why}`);
  if (updates.state === 'ready') {
    const { version } = updates;
    return `${t('settings.updateReady', { version })} ${t('settings.updateInstallHint')}`;
  }
  if (updates.state !== 'loading') return null;
  const { version, percent } = updates;
  return t('settings.updateLoading', { version, percent });
};

/** Off until a person switches it on; a package without a feed says so instead. */
export const UpdateSetting = () => {
  const { t, settings, set } = useSettings();
  const updates = useStore((state) => state.updates);
  if (updates.state === 'none') return <p className={styles.note}>{t('settings.updateNone')}</p>;
  const busy = updates.state === 'checking' || updates.state === 'loading';
  const ready = updates.state === 'ready';
  const act = () =>
    (ready ? actions.installUpdate() : actions.checkForUpdates()).catch(() =>
      toast({ title: t('common.wentWrong'), type: 'failed' }),
    );
  return (
    <>
      <Switch
        label={t('settings.lookForUpdates')}
        hint={t('settings.lookForUpdatesHint')}
        checked={settings.lookForUpdates}
        onChange={(lookForUpdates) => set({ lookForUpdates })}
      />
      <div className={styles.update}>
        <Button
          size="small"
          kind={ready ? 'primary' : 'outline'}
          busy={busy}
          onClick={() => void act()}
        >
          {ready ? t('settings.updateInstall') : t('settings.updateCheck')}
        </Button>
        <p role="status" className={styles.note}>
          <Told updates={updates} />
        </p>
      </div>
    </>
  );
};
