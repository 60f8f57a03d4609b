import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../protocol/ipc';
import { BACKUP_PASSPHRASE_MAX_CHARS } from '../../../protocol/limits';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { PasswordField } from '../../ui/PasswordField';
import styles from './keeping.module.css';
import { Progress } from './Progress';

const close = () => actions.openDialog(null);

/** This computer's room as one file; the room may stay open. */
export const BackupDialog = () => {
  const open = useStore(selectDialog) === 'backup';
  return <Sheet key={String(open)} open={open} />;
};

const Sheet = ({ open }: { open: boolean }) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<CallOutput<'backup.now'> | null>(null);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setOutcome(await actions.backUp(field.current?.value || undefined));
    setBusy(false);
  };
  const leave = () => {
    if (busy) void actions.cancelKeeping();
    close();
  };
  const done = outcome?.state === 'done' ? outcome : null;
  return (
    <Dialog
      open={open}
      onClose={leave}
      mark={<Lamp />}
      title={t('keeping.backupTitle')}
      description={t('keeping.backupText')}
      closeOutside={!busy}
      actions={
        <>
          <Button onClick={leave}>{t(done ? 'common.close' : 'common.cancel')}</Button>
          {done && <Button onClick={() => void actions.showKept()}>{t('keeping.show')}</Button>}
          <Button kind="lantern" busy={busy} onClick={() => void save()}>
            {t('keeping.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <PasswordField
          ref={field}
          label={t('keeping.passphrase')}
          hint={t('keeping.passphraseHint')}
          maxLength={BACKUP_PASSPHRASE_MAX_CHARS}
          onEnter={() => void save()}
        />
        {busy && <Progress />}
        <div role="status">
          {done && <p className={styles.done}>{t('keeping.backedUp', { file: done.file })}</p>}
          {outcome?.state === 'failed' && (
            <p className={styles.trouble}>{t(`keeping.problem.${outcome.code}`)}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
};
