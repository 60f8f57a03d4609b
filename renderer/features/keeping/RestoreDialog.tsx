import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../protocol/ipc';
import { BACKUP_PASSPHRASE_MAX_CHARS } from '../../../protocol/limits';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { useListenNotice } from '../../store/use-listen-notice';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { ListenNotice } from '../../ui/ListenNotice';
import { PasswordField } from '../../ui/PasswordField';
import styles from './keeping.module.css';
import { Progress } from './Progress';

const close = () => actions.openDialog(null);

/** A backup becomes this computer's room. `onOpened`: others can come in. */
export const RestoreDialog = ({ onOpened }: { onOpened: () => void }) => {
  const open = useStore(selectDialog) === 'restore';
  return <Sheet key={String(open)} open={open} onOpened={onOpened} />;
};

const Sheet = ({ open, onOpened }: { open: boolean; onOpened: () => void }) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { before, notice } = useListenNotice();
  const [busy, setBusy] = useState(false);
  const [sealed, setSealed] = useState(false);
  const [outcome, setOutcome] = useState<CallOutput<'backup.restore'> | null>(null);
  const done = outcome?.state === 'done' ? outcome : null;

  const restore = async () => {
    if (busy) return;
    setBusy(true);
    const passphrase = field.current?.value;
    const next = await actions.restoreBackup({
      again: sealed,
      ...(sealed && passphrase && { passphrase }),
    });
    setBusy(false);
    setOutcome(next);
    if (next.state === 'failed') setSealed(next.code.startsWith('passphrase'));
  };
  const openRoom = async (name: string) => {
    setBusy(true);
    try {
      const hosting = await actions.hostStart({ name });
      if (hosting.state === 'open') onOpened();
      else setOutcome({ state: 'failed', code: 'internal' });
    } catch {
      setOutcome({ state: 'failed', code: 'internal' });
    } finally {
      setBusy(false);
    }
  };
  const leave = () => {
    if (busy) void actions.cancelKeeping();
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      mark={<Lamp state={done ? 'lit' : 'out'} />}
      title={done ? t('keeping.restored', { name: done.name }) : t('keeping.restoreTitle')}
      description={done ? t('keeping.restoredText') : t('keeping.restoreText')}
      closeOutside={!busy}
      actions={
        <>
          <Button onClick={leave}>{t(done ? 'common.close' : 'common.cancel')}</Button>
          <Button
            kind="lantern"
            busy={busy}
            onClick={() => (done ? before(() => void openRoom(done.name)) : void restore())}
          >
            {t(done ? 'keeping.openRoom' : sealed ? 'keeping.open' : 'keeping.choose')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {(!done || done.aside) && <p className={styles.hint}>{t('keeping.restoreAside')}</p>}
        {sealed && !done && (
          <PasswordField
            ref={field}
            autoFocus
            label={t('keeping.restoreSealed')}
            maxLength={BACKUP_PASSPHRASE_MAX_CHARS}
            onEnter={() => void restore()}
          />
        )}
        {busy && !done && <Progress />}
        <div role="status">
          {outcome?.state === 'failed' && (
            <p className={styles.trouble}>{t(`keeping.problem.${outcome.code}`)}</p>
          )}
        </div>
      </div>
      <ListenNotice {...notice} />
    </Dialog>
  );
};
