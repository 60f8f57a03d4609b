import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSWORD_MAX_CHARS, ROOM_NAME_MAX_CHARS, TOPIC_MAX_CHARS } from '../../../protocol/limits';
import type { Access } from '../../../protocol/model';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { FormDialog } from '../../ui/FormDialog';
import { PasswordField } from '../../ui/PasswordField';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import styles from './RoomList.module.css';

/** Makes a room on this server and goes there. */
export const CreateDialog = ({ server }: { server: ServerId }) => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'new-room');
  const close = () => actions.openDialog(null);
  const name = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('chat.newRoom')}
      form="new-room"
      save={t('chat.create')}
      busy={busy}
      field={name}
    >
      <CreateForm server={server} nameRef={name} onBusy={setBusy} onDone={close} />
    </FormDialog>
  );
};

interface CreateFormProps {
  server: ServerId;
  nameRef: React.RefObject<HTMLInputElement | null>;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

/** Inside the dialog, so that it starts empty each time. */
const CreateForm = ({ server, nameRef, onBusy, onDone }: CreateFormProps) => {
  const { t } = useTranslation();
  const [access, setAccess] = useState<Access>('open');
  const [error, setError] = useState<{ field: 'name' | 'password'; text: string } | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name') ?? '').trim();
    const topic = String(form.get('topic') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!name) return setError({ field: 'name', text: t('chat.nameNeeded') });
    if (access === 'password' && !password)
      return setError({ field: 'password', text: t('chat.passwordNeeded') });
    onBusy(true);
    const outcome = await actions.createRoom(server, {
      name,
      access,
      ...(topic && { topic }),
      ...(access === 'password' && { password }),
    });
    onBusy(false);
    if (outcome.ok) onDone();
    else setError({ field: 'name', text: t(`errors.${outcome.error.code}`) });
  };
  return (
    <form id="new-room" className={styles.form} onSubmit={submit} noValidate>
      <TextField
        ref={nameRef}
        name="name"
        label={t('chat.roomName')}
        maxLength={ROOM_NAME_MAX_CHARS}
        error={error?.field === 'name' ? error.text : undefined}
      />
      <TextField
        name="topic"
        label={t('chat.topicOptional')}
        placeholder={t('chat.topicPlaceholder')}
        maxLength={TOPIC_MAX_CHARS}
      />
      <Segmented<Access>
        label={t('chat.whoMayEnter')}
        hint={t(`chat.accessHint.${access}`)}
        options={(['open', 'password', 'invite'] as const).map((value) => ({
          value,
          label: t(`chat.access.${value}`),
        }))}
        value={access}
        onChange={setAccess}
      />
      {access === 'password' && (
        <PasswordField
          name="password"
          label={t('chat.password')}
          maxLength={PASSWORD_MAX_CHARS}
          error={error?.field === 'password' ? error.text : undefined}
        />
      )}
    </form>
  );
};
