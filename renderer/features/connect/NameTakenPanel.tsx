import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NAME_MAX_CHARS } from '../../../protocol/limits';
import { checkName } from '../../../protocol/names';
import type { Question } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import styles from './connect.module.css';
import type { QuestionPanelProps } from './QuestionPanel';

interface Props extends Omit<QuestionPanelProps, 'question'> {
  question: Extract<Question, { kind: 'name-taken' }>;
}

export const NameTakenPanel = ({ question, onAnswer, onCancel }: Props) => {
  const { t } = useTranslation();
  const { name, suggestion, reserved } = question;
  const [changing, setChanging] = useState(false);
  const [other, setOther] = useState(suggestion);
  const use = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!changing) use.current?.focus();
    else {
      field.current?.focus();
      field.current?.select();
    }
  }, [changing]);

  const checked = checkName(other);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (checked.ok) onAnswer({ kind: 'name', name: checked.name });
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <p className={styles.say}>
        {t(reserved ? 'connect.nameReserved' : 'connect.nameTaken', { name, suggestion })}
      </p>
      {changing && (
        <TextField
          ref={field}
          label={t('connect.newName')}
          value={other}
          maxLength={NAME_MAX_CHARS}
          onChange={(event) => setOther(event.target.value)}
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        {changing ? (
          <Button type="submit" kind="primary" disabled={!checked.ok}>
            {t('connect.join')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setChanging(true)}>{t('connect.changeName')}</Button>
            <Button
              ref={use}
              kind="primary"
              onClick={() => onAnswer({ kind: 'name', name: suggestion })}
            >
              {t('connect.useName', { name: suggestion })}
            </Button>
          </>
        )}
      </div>
    </form>
  );
};
