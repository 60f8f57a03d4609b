import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenInvite } from '../../../protocol/invites';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { leftText } from '../../ui/order-words';
import { Section } from '../../ui/Section';
import { toast } from '../../ui/Toaster';
import styles from './manage.module.css';
import { NewInvite } from './NewInvite';
import { usePolled } from './use-polled';

/** Invites that a host gives: a new one, and those that open the door now, each with a way back. */
export const InvitesTab = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const ask = useCallback(() => actions.givenInvites(server.id), [server.id]);
  const { value, trouble, again } = usePolled(ask);
  const button = useRef<HTMLElement>(null);
  const [revoked, setRevoked] = useState(false);
  const revoke = async (n: number): Promise<void> => {
    const outcome = await actions.revokeInvite(server.id, n);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
    setRevoked(outcome.ok);
    // Its row goes away, and the focus with it.
    button.current?.focus();
    again();
  };
  return (
    <>
      <NewInvite
        server={server.id}
        button={button}
        onMade={() => {
          setRevoked(false);
          again();
        }}
      />
      <Section title={t('manage.inviteGiven')}>
        {trouble && !value && <p className={styles.note}>{t(`errors.${trouble.code}`)}</p>}
        {value?.invites.length === 0 && <p className={styles.note}>{t('manage.noInvites')}</p>}
        <p role="status" className="sr-only">
          {revoked && t('manage.inviteRevoked')}
        </p>
        <ul className={styles.rows} aria-label={t('manage.inviteGiven')}>
          {value?.invites.map((one) => (
            <InviteRow key={one.n} invite={one} onRevoke={() => void revoke(one.n)} />
          ))}
        </ul>
      </Section>
    </>
  );
};

const InviteRow = ({ invite, onRevoke }: { invite: GivenInvite; onRevoke: () => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { n, note, by, ts, until, uses, used } = invite;
  const name = note ?? t('manage.inviteN', { n });
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.facts}>
          <span>
            {uses === undefined
              ? t('manage.inviteUsedAny', { count: used })
              : t('manage.inviteUsed', { used, uses })}
          </span>
          <span>
            {until === undefined
              ? t('manage.inviteNoEnd')
              : t('manage.stillFor', { span: leftText(t, until - Date.now()) })}
          </span>
          <span>{t('manage.byWhom', { name: by, when: ago(ts, Date.now(), language) })}</span>
        </p>
      </div>
      <Button size="small" onClick={onRevoke}>
        {t('manage.inviteRevoke')}
        <span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
};
