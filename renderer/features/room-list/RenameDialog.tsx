import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkName } from '../../../protocol/names';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { FormDialog } from '../../ui/FormDialog';
import { TextField } from '../../ui/TextField';
import styles from './RoomList.module.css';

/** Changes what I am called on this server; a taken name comes with a free one. */
export const RenameDialog = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'rename');
  const close = () => actions.openDialog(null);
  const field = useRef<HTMLInputElement>(null);
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('chat.changeName')}
      description={t('chat.changeNameText')}
      form="rename"
      save={t('common.save')}
      field={field}
    >
      <RenameForm server={server} fieldRef={field} onDone={close} />
    </FormDialog>
  );
};

interface RenameFormProps {
  server: Server;
  fieldRef: React.RefObject<HTMLInputElement | null>;
  onDone: () => void;
}

const RenameForm = ({ server, fieldRef, onDone }: RenameFormProps) => {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const rename = async (text: string) => {
    const checked = checkName(text);
    if (!checked.ok) return setError(t(`chat.nameProblem.${checked.why}`));
    const outcome = await actions.rename(server.id, checked.name);
    if (outcome.ok) return onDone();
    setSuggestion(outcome.error.suggestion ?? null);
    setError(t(`errors.${outcome.error.code}`));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void rename(fieldRef.current?.value ?? '');
  };
  return (
    <form id="rename" className={styles.form} onSubmit={submit} noValidate>
      <TextField
        ref={fieldRef}
        label={t('chat.myName')}
        defaultValue={server.me?.name}
        error={error ?? undefined}
      />
      {suggestion && (
        <Button onClick={() => void rename(suggestion)}>
          {t('chat.useName', { name: suggestion })}
        </Button>
      )}
    </form>
  );
};
