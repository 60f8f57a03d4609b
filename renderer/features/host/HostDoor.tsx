import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSWORD_MAX_CHARS } from '../../../protocol/limits';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { PasswordField } from '../../ui/PasswordField';
import { Choice } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { CompatSection } from './CompatSection';
import styles from './host.module.css';
import { useHostChange } from './use-host-change';

type Plain = 'off' | 'loopback' | 'lan';

/** What only the computer that hosts can change about who comes in. Whoever is in stays. */
export const HostDoor = () => {
  const { t } = useTranslation();
  const change = useHostChange();
  const hosting = useStore(selectHosting);
  if (hosting.state !== 'open') return null;
  const plain: Record<Plain, string> = {
    off: t('host.plainOff'),
    loopback: t('host.plainLoopback'),
    lan: t('host.plainLan'),
  };
  return (
    <>
      <PasswordRow set={hosting.password} onSet={(password) => change({ password })} />
      <Choice label={t('host.unencrypted')}>
        <Select
          label={t('host.unencrypted')}
          value={hosting.plain}
          onChange={(value) => change({ plain: value as Plain })}
          options={(['off', 'loopback', 'lan'] as const).map((value) => ({
            value,
            label: plain[value],
          }))}
        />
      </Choice>
      <Switch
        label={t('host.discoverable')}
        hint={t('host.discoverableHint')}
        checked={hosting.discoverable}
        onChange={(discoverable) => change({ discoverable })}
      />
      <CompatSection hosting={hosting} onChange={(wire) => change({ wire })} />
    </>
  );
};

interface PasswordRowProps {
  /** There is one now. */
  set: boolean;
  /** Empty takes it away. */
  onSet: (password: string) => void;
}

const PasswordRow = ({ set, onSet }: PasswordRowProps) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password === '') return;
    onSet(password);
    setPassword('');
  };
  return (
    <form className={styles.newsForm} onSubmit={submit}>
      <PasswordField
        className={styles.newsField}
        label={t(set ? 'host.newPassword' : 'host.password')}
        hint={t(set ? 'host.passwordIsSet' : 'host.passwordHint')}
        autoComplete="new-password"
        value={password}
        maxLength={PASSWORD_MAX_CHARS}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className={styles.besideField}>
        <Button type="submit" disabled={password === ''}>
          {t('host.setPassword')}
        </Button>
        {set && <Button onClick={() => onSet('')}>{t('host.dropPassword')}</Button>}
      </div>
    </form>
  );
};
