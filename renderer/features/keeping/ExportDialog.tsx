import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../protocol/ipc';
import { roomTitle } from '../../../protocol/lobby';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { peerOf, selectDialog, selectOpenRoom } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { rangeOf } from './days';
import styles from './keeping.module.css';
import { Progress } from './Progress';

type Outcome = CallOutput<'export.room'>;
type Done = Extract<Outcome, { state: 'done' }>;

const close = () => actions.openDialog(null);

/** The open room as a file. */
export const ExportDialog = () => {
  const open = useStore(selectDialog) === 'export';
  const server = useStore(selectStillServer);
  const room = useStore(selectOpenRoom);
  if (!server || !room) return null;
  return <Sheet key={`${open} ${server.id} ${room.id}`} open={open} server={server} room={room} />;
};

interface SheetProps {
  open: boolean;
  server: Server;
  room: RoomView;
}

const Sheet = ({ open, server, room }: SheetProps) => {
  const { t } = useTranslation();
  const [format, setFormat] = useState<'html' | 'text' | 'json'>('html');
  const [some, setSome] = useState(false);
  const [days, setDays] = useState({ from: '', to: '' });
  const [files, setFiles] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const name = peerOf(server, room)?.name ?? `#${roomTitle(room, t('chat.lobby'))}`;
  const range = some ? rangeOf(days) : { ok: true as const };

  const save = async () => {
    if (!range.ok) return;
    const { ok: _fine, ...times } = range;
    setBusy(true);
    setOutcome(
      await actions.exportRoom({ server: server.id, room: room.id, format, files, ...times }),
    );
    setBusy(false);
  };
  const leave = () => {
    if (busy) void actions.cancelKeeping();
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      title={t('keeping.exportTitle', { room: name })}
      description={t('keeping.exportText')}
      closeOutside={!busy}
      actions={
        <>
          <Button onClick={leave}>
            {t(outcome?.state === 'done' ? 'common.close' : 'common.cancel')}
          </Button>
          {outcome?.state === 'done' && (
            <Button onClick={() => void actions.showKept()}>{t('keeping.show')}</Button>
          )}
          <Button kind="primary" busy={busy} disabled={!range.ok} onClick={() => void save()}>
            {t('keeping.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Segmented
          label={t('keeping.format')}
          options={(['html', 'text', 'json'] as const).map((value) => ({
            value,
            label: t(`keeping.${value}`),
          }))}
          value={format}
          onChange={setFormat}
        />
        <p className={styles.hint}>{t(`keeping.hint.${format}`)}</p>
        <Segmented
          label={t('keeping.range')}
          options={[
            { value: 'all', label: t('keeping.all') },
            { value: 'some', label: t('keeping.since') },
          ]}
          value={some ? 'some' : 'all'}
          onChange={(value) => setSome(value === 'some')}
        />
        {some && (
          <div className={styles.days}>
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                type="date"
                label={t(`keeping.${end}`)}
                error={end === 'to' && !range.ok ? t('keeping.badRange') : undefined}
                onChange={({ currentTarget: { value } }) => setDays({ ...days, [end]: value })}
              />
            ))}
          </div>
        )}
        <Checkbox label={t('keeping.files')} checked={files} onChange={setFiles} />
        {busy && <Progress />}
        <div role="status">
          {outcome?.state === 'done' && <DoneNote {...outcome} />}
          {outcome?.state === 'failed' && (
            <p className={styles.trouble}>{t(`keeping.problem.${outcome.code}`)}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
};

const DoneNote = ({ file, messages, missing, whole }: Done) => {
  const { t } = useTranslation();
  return (
    <div className={styles.done}>
      <p>{t('keeping.exported', { file, count: messages })}</p>
      {missing > 0 && <p>{t('keeping.missing', { count: missing })}</p>}
      {!whole && <p>{t('keeping.notWhole')}</p>}
    </div>
  );
};
