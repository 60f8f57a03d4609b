import { type FormEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecentServer } from '../../../protocol/ipc';
import { PASSWORD_MAX_CHARS, PASTE_MAX_CHARS } from '../../../protocol/limits';
import type { Target } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { PasswordField } from '../../ui/PasswordField';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import { AttemptStatus, isIdle, nameOf } from './AttemptStatus';
import styles from './connect.module.css';

import { QuestionPanel } from './QuestionPanel';
import { RecentList } from './RecentList';
import { readTarget } from './reading';

import { useAttempt } from './use-attempt';

/** One field that understands everything, what came of it, and the servers visited before. */
export const ConnectForm = ({
  autoFocus,
  onDone,
}: {
  autoFocus?: boolean;
  onDone?: () => void;
}) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [password, setPassword] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const attempt = useAttempt(
    useCallback(
      (target: Target) => {
        if (target.fingerprint) toast({ title: t('connect.verified') });
        setText('');
        setPassword(null);
        onDone?.();
      },
      [t, onDone],
    ),
  );

  const reading = readTarget(text);
  const understood = 'target' in reading ? reading : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (understood) attempt.start(understood.target, password || undefined);
    else field.current?.focus();
  };
  const again = (): void => {
    attempt.cancel();
    field.current?.focus();
    field.current?.select();
  };
  const openRecent = (server: RecentServer): void => {
    if (useStore.getState().servers[server.id]) {
      actions.openServer(server.id);
      void actions.reconnect(server.id);
      onDone?.();
      return;
    }
    // Known by its key, found by its address: the key in the invite is not what is compared here.
    attempt.start({ hosts: [server.address], name: server.name });
  };

  const { state, target } = attempt;
  if (state?.state === 'question')
    return (
      <QuestionPanel
        question={state.question}
        server={nameOf(target)}
        onAnswer={attempt.answer}
        onCancel={attempt.cancel}
      />
    );

  const idle = isIdle(attempt);
  const failed = state?.state === 'failed';
  return (
    <div className={styles.stack}>
      <form className={styles.stack} onSubmit={submit}>
        <TextField
          ref={field}
          autoFocus={autoFocus}
          label={t('connect.field')}
          labelHidden
          placeholder={t('connect.field')}
          value={text}
          readOnly={!idle}
          maxLength={PASTE_MAX_CHARS}
          onChange={(event) => {
            setText(event.target.value);
            setTried(false);
            if (failed) attempt.cancel();
          }}
          error={tried && !understood && text.trim() ? t('connect.notUnderstood') : undefined}
          end={
            understood && idle ? (
              <button type="submit" className={styles.go}>
                {t('connect.join')}
              </button>
            ) : undefined
          }
        />
        {understood && idle && (
          <div className={styles.reading}>
            <p role="status">
              {understood.kind === 'invite' && understood.target.name
                ? t('connect.readingInvite', {
                    name: understood.target.name,
                    host: understood.host,
                    port: understood.port,
                  })
                : t('connect.reading', { host: understood.host, port: understood.port })}
            </p>
            {password === null && !understood.target.password && (
              <button type="button" className={styles.link} onClick={() => setPassword('')}>
                {t('connect.addPassword')}
              </button>
            )}
          </div>
        )}
        {password !== null && idle && (
          <PasswordField
            autoFocus
            label={t('connect.password')}
            value={password}
            maxLength={PASSWORD_MAX_CHARS}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </form>
      <AttemptStatus
        attempt={attempt}
        onRetry={() => target && attempt.start(target, password || undefined)}
        onDismiss={again}
      />
      {idle && !failed && <RecentList onChoose={openRecent} />}
    </div>
  );
};
