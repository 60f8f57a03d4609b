import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog, selectOpenRoomId, selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { FormDialog } from '../../ui/FormDialog';
import { TextField } from '../../ui/TextField';
import styles from './JumpDate.module.css';
import { dayFromInput, dayToInput, startOfDay } from './time';

const close = () => actions.openDialog(null);

/** "Jump to date": from a day divider or the room's menu. */
export const JumpDate = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'date';
  const server = useStore(selectOpenServer)?.id;
  const room = useStore(selectOpenRoomId);
  const asked = useStore((state) => state.askedDay);
  const field = useRef<HTMLInputElement>(null);
  const [bad, setBad] = useState(false);
  useEffect(() => {
    if (open) setBad(false);
  }, [open]);

  const go = (at: number) => {
    close();
    if (server && room) void actions.jumpToTime(server, room, at);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const at = dayFromInput(field.current?.value ?? '');
    setBad(at === null);
    if (at !== null) go(at);
  };
  const now = Date.now();
  const quick = [
    ['today', startOfDay(now, 0)],
    ['yesterday', startOfDay(now, -1)],
    ['weekAgo', startOfDay(now, -7)],
    ['beginning', 0],
  ] as const;

  return (
    <FormDialog
      open={open && room !== null}
      onClose={close}
      title={t('reading.dateTitle')}
      form="jump-date"
      save={t('reading.go')}
      field={field}
    >
      <form id="jump-date" className={styles.form} noValidate onSubmit={send}>
        <TextField
          ref={field}
          type="date"
          label={t('reading.date')}
          error={bad ? t('reading.badDate') : undefined}
          defaultValue={dayToInput(asked ?? now)}
          max={dayToInput(now)}
        />
        <div className={styles.quick}>
          {quick.map(([name, at]) => (
            <Button key={name} size="small" onClick={() => go(at)}>
              {t(`reading.${name}`)}
            </Button>
          ))}
        </div>
      </form>
    </FormDialog>
  );
};
