import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { AlertDialog } from '../../ui/AlertDialog';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { PasswordField } from '../../ui/PasswordField';
import { toast } from '../../ui/Toaster';
import styles from './handover.module.css';

/** A room that was taken over and could not be opened: it is offered again at each start. */
export const KeptDialog = () => {
  const { t } = useTranslation();
  const kept = useStore((state) => state.keptRoom);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<'keptFailed' | 'hosting' | 'here' | null>(null);
  const [dropping, setDropping] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => void actions.lookForKept(), []);
  // It fades with its words.
  const [shown, setShown] = useState(kept);
  if (kept && kept !== shown) setShown(kept);

  const open = async () => {
    setBusy(true);
    const outcome = await actions.openKept(password.current?.value);
    setBusy(false);
    if (outcome === 'done') toast({ title: t('handover.mine') });
    else if (outcome === 'here') toast({ title: t('handover.here'), type: 'failed' });
    else setTrouble(outcome === 'hosting' ? 'hosting' : 'keptFailed');
  };
  const drop = () => {
    setDropping(false);
    void actions.dropKept();
  };
  return (
    <>
      <Dialog
        open={kept !== null}
        onClose={actions.hideKept}
        width="narrow"
        mark={<Lamp state={busy ? 'breathing' : 'out'} />}
        title={t('handover.keptTitle')}
        description={t('handover.keptText', { name: shown?.name ?? '' })}
        closeOutside={false}
        actions={
          <>
            <Button kind="ghost" disabled={busy} onClick={() => setDropping(true)}>
              {t('handover.keptDrop')}
            </Button>
            <Button disabled={busy} onClick={actions.hideKept}>
              {t('handover.keptLater')}
            </Button>
            <Button kind="lantern" busy={busy} onClick={() => void open()}>
              {t('handover.keptOpen')}
            </Button>
          </>
        }
      >
        {shown?.password && (
          <PasswordField
            ref={password}
            label={t('handover.keptPassword')}
            hint={t('handover.keptPasswordHint')}
          />
        )}
        <div role="status">
          {trouble && <p className={styles.note}>{t(`handover.${trouble}`)}</p>}
        </div>
      </Dialog>
      <AlertDialog
        open={dropping}
        title={t('handover.keptDropTitle')}
        safe={{ label: t('common.cancel'), onChoose: () => setDropping(false) }}
        others={[{ label: t('handover.keptDrop'), kind: 'danger', onChoose: drop }]}
      >
        {t('handover.keptDropText')}
      </AlertDialog>
    </>
  );
};
