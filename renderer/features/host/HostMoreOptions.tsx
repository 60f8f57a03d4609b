import { useTranslation } from 'react-i18next';
import { MAIN_PORT, PASSWORD_MAX_CHARS } from '../../../protocol/limits';
import { Checkbox } from '../../ui/Checkbox';
import { PasswordField } from '../../ui/PasswordField';
import { TextField } from '../../ui/TextField';
import styles from './host.module.css';
import type { HostDraft, HostTrouble } from './options';

interface HostMoreOptionsProps {
  draft: Omit<HostDraft, 'name'>;
  trouble: HostTrouble;
  onChange: (change: Partial<Omit<HostDraft, 'name'>>) => void;
}

export const HostMoreOptions = ({ draft, trouble, onChange }: HostMoreOptionsProps) => {
  const { t } = useTranslation();
  return (
    <div className={styles.options}>
      <PasswordField
        tone="lantern"
        label={t('host.password')}
        hint={t('host.passwordHint')}
        autoComplete="new-password"
        value={draft.password}
        maxLength={PASSWORD_MAX_CHARS}
        onChange={(event) => onChange({ password: event.target.value })}
      />
      <div className={styles.pair}>
        <TextField
          tone="lantern"
          label={t('host.capacity')}
          placeholder={t('host.capacityPlaceholder')}
          inputMode="numeric"
          value={draft.capacity}
          onChange={(event) => onChange({ capacity: event.target.value })}
          error={trouble.capacity && t('host.capacityBad')}
        />
        <TextField
          tone="lantern"
          label={t('host.port')}
          placeholder={String(MAIN_PORT)}
          inputMode="numeric"
          value={draft.port}
          onChange={(event) => onChange({ port: event.target.value })}
          error={trouble.port && t('host.portBad')}
        />
      </div>
      <Checkbox
        label={t('host.discoverable')}
        checked={draft.discoverable}
        onChange={(discoverable) => onChange({ discoverable })}
      />
      <Checkbox
        label={t('host.plain')}
        checked={draft.plainLan}
        onChange={(plainLan) => onChange({ plainLan })}
      />
    </div>
  );
};
