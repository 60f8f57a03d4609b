import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSWORD_MAX_CHARS } from '../../../protocol/limits';
import type { Question } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import { PasswordField } from '../../ui/PasswordField';
import styles from './connect.module.css';
import type { QuestionPanelProps } from './QuestionPanel';
import { useSecondsLeft } from './use-seconds-left';

interface Props extends Omit<QuestionPanelProps, 'question'> {
  question: Extract<Question, { kind: 'password' }>;
}

/** After a wrong one the field keeps the focus with its text selected; too many wait. */
export const PasswordPanel = ({ question, onAnswer, onCancel }: Props) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const seconds = useSecondsLeft(question);

  // Every answer of the server is a new question object, the same wrong password included.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per question
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [question]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password && seconds === 0) onAnswer({ kind: 'password', password });
  };
  const error =
    seconds > 0
      ? t('connect.tooManyTries', { count: seconds })
      : question.wrong && t('connect.passwordWrong');
  return (
    <form className={styles.stack} onSubmit={submit}>
      <PasswordField
        ref={field}
        label={t('connect.password')}
        hint={question.wrong ? undefined : t('connect.passwordNeeded')}
        error={error}
        value={password}
        maxLength={PASSWORD_MAX_CHARS}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={password === '' || seconds > 0}>
          {t('connect.join')}
        </Button>
      </div>
    </form>
  );
};
