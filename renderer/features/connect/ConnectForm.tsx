import { type FormEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NearbyRoom, RecentServer } from '../../../protocol/ipc';
import { INVITE_HOSTS_MAX, PASSWORD_MAX_CHARS, PASTE_MAX_CHARS } from '../../../protocol/limits';
import type { Target } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { PasswordField } from '../../ui/PasswordField';
import { TextField } from '../../ui/TextField';
import { toast } from '../../ui/Toaster';
import { AttemptStatus, isIdle, nameOf } from './AttemptStatus';
import styles from './connect.module.css';
import { NearbyList } from './NearbyList';
import { QuestionPanel } from './QuestionPanel';
import { RecentList } from './RecentList';
import { readTarget } from './reading';
import { useAttempt } from './use-attempt';

interface ConnectFormProps {
  autoFocus?: boolean;
  /** Over the list of rooms on this network. */
  nearbyTitle?: string;
  onDone?: () => void;
}

/** One field that understands everything, what came of it, rooms nearby and rooms visited before. */
export const ConnectForm = ({ autoFocus, nearbyTitle, onDone }: ConnectFormProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [password, setPassword] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  /** The row of the nearby list that was pressed, where that is how it began. */
  const [chosen, setChosen] = useState<NearbyRoom | null>(null);
  const attempt = useAttempt(
    useCallback(
      (target: Target) => {
        if (target.fingerprint && !chosen) toast({ title: t('connect.verified') });
        setText('');
        setPassword(null);
        onDone?.();
      },
      [t, onDone, chosen],
    ),
  );

  const reading = readTarget(text);
  const understood = 'target' in reading ? reading : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    setChosen(null);
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
    setChosen(null);
    attempt.start({ hosts: [server.address], name: server.name });
  };

  const openNearby = (room: NearbyRoom): void => {
    setChosen(room);
    // What was announced is a hint; with the key in it another server cannot take its place.
    attempt.start({
      hosts: room.addresses.slice(0, INVITE_HOSTS_MAX),
      name: room.name,
      ...(room.key && { fingerprint: room.key }),
    });
  };

  const { state, target } = attempt;
  if (state?.state === 'question')
    return (
      <QuestionPanel
        question={state.question}
        server={nameOf(target)}
        unknownKey={chosen && !chosen.known ? chosen.key : undefined}
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
        announced={chosen !== null}
        onRetry={() => target && attempt.start(target, password || undefined)}
        onDismiss={again}
      />
      {idle && !failed && (
        <>
          {/* First the list that stands still: what is heard must not move it from under a click. */}
          <RecentList onChoose={openRecent} />
          <NearbyList title={nearbyTitle ?? t('connect.nearby')} onChoose={openNearby} />
        </>
      )}
    </div>
  );
};
