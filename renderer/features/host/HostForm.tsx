import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROOM_NAME_MAX_CHARS } from '../../../protocol/limits';
import type { HostOptionsInput } from '../../../protocol/settings';
import { actions } from '../../store/actions';
import { selectMyName, settleMyName } from '../../store/my-name';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { useListenNotice } from '../../store/use-listen-notice';
import { Button } from '../../ui/Button';
import { ListenNotice } from '../../ui/ListenNotice';
import { TextField } from '../../ui/TextField';
import { HostFailed } from './HostFailed';
import { HostMoreOptions } from './HostMoreOptions';
import styles from './host.module.css';
import { type HostDraft, type HostTrouble, readDraft } from './options';
import { calledName } from './room-name';

type Code = 'crashed' | 'port-taken' | 'no-permission' | 'storage' | 'damaged' | 'internal';

/** Names the room and opens it. `onOpened` is called when others can come in. */
export const HostForm = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useTranslation();
  const myName = useStore(selectMyName) || t('welcome.guest');
  const { before, notice } = useListenNotice();
  const starting = useStore(selectHosting).state === 'starting';
  const [more, setMore] = useState(false);
  const [draft, setDraft] = useState<Omit<HostDraft, 'name'> & { name: string | null }>({
    name: null,
    password: '',
    capacity: '',
    port: '',
    plainLan: false,
    discoverable: true,
  });
  const [trouble, setTrouble] = useState<HostTrouble>({});
  const [failed, setFailed] = useState<Code | null>(null);
  const [asked, setAsked] = useState(false);

  const name = draft.name ?? t('host.defaultName', { name: calledName(myName) });
  const busy = asked || starting;

  // My name is kept on leaving its field, and the room is named after me: what was selected here
  // by then stays selected, so that typing replaces it.
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new name is what undoes the selection
  useLayoutEffect(() => {
    if (draft.name === null && document.activeElement === field.current) field.current?.select();
  }, [name]);

  const open = async (options: HostOptionsInput): Promise<void> => {
    setAsked(true);
    setFailed(null);
    try {
      await settleMyName(t('welcome.guest'));
      const hosting = await actions.hostStart(options);
      if (hosting.state === 'failed') setFailed(hosting.code);
      else if (hosting.state === 'open') onOpened();
    } catch {
      setFailed('internal');
    } finally {
      setAsked(false);
    }
  };
  const tryToOpen = (change: Partial<HostDraft> = {}): void => {
    const read = readDraft({ ...draft, name, ...change });
    setTrouble(read.ok ? {} : read.trouble);
    if (!read.ok) {
      if (read.trouble.capacity || read.trouble.port) setMore(true);
      return;
    }
    before(() => void open(read.options));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) tryToOpen();
  };

  const nameTrouble = {
    empty: t('host.nameEmpty'),
    'too-long': t('host.nameTooLong'),
    unsafe: t('host.nameUnsafe'),
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        ref={field}
        tone="lantern"
        label={t('host.roomName')}
        value={name}
        maxLength={ROOM_NAME_MAX_CHARS}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        error={trouble.name && nameTrouble[trouble.name]}
      />
      <div className={styles.access}>
        <span className={styles.who}>
          {draft.password ? <LockKeyhole size={15} /> : <LockKeyholeOpen size={15} />}
          {draft.password ? t('host.withPassword') : t('host.anyone')}
        </span>
        <button
          type="button"
          className={styles.more}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          {more ? t('host.fewerOptions') : t('host.moreOptions')}
        </button>
      </div>
      {more && (
        <HostMoreOptions
          draft={draft}
          trouble={trouble}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
      )}
      {failed && (
        <HostFailed
          code={failed}
          onRetry={() => tryToOpen()}
          onOtherPort={() => {
            setDraft({ ...draft, port: '' });
            tryToOpen({ port: '' });
          }}
        />
      )}
      <Button type="submit" kind="lantern" wide busy={busy} className={styles.open}>
        {busy ? t('host.opening') : t('host.open')}
      </Button>
      <ListenNotice {...notice} />
    </form>
  );
};
