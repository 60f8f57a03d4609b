import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import type { Sanction } from '../../../protocol/order';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { leftText } from '../../ui/order-words';
import { PageEmpty } from '../../ui/Pages';
import { toast } from '../../ui/Toaster';
import styles from './manage.module.css';
import { usePolled } from './use-polled';

/** Bans and mutes in force, each with a way to take it back. */
export const SanctionsTab = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const ask = useCallback(() => actions.keepOrder(server.id, { verb: 'sanctions' }), [server.id]);
  const { value, trouble, again } = usePolled(ask);
  const undo = async ({ kind, n, user, room }: Sanction) => {
    const outcome = await (kind === 'ban'
      ? actions.keepOrder(server.id, { verb: 'unban', ban: n })
      : actions.keepOrder(server.id, { verb: 'unmute', user, ...(room && { room }) }));
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
    again();
  };
  if (trouble && !value) return <PageEmpty>{t(`errors.${trouble.code}`)}</PageEmpty>;
  if (value?.sanctions.length === 0) return <PageEmpty>{t('manage.noSanctions')}</PageEmpty>;
  return (
    <>
      <ul className={styles.rows}>
        {value?.sanctions.map((one) => (
          <SanctionRow key={one.n} server={server} sanction={one} onUndo={() => void undo(one)} />
        ))}
      </ul>
      {value?.more && <p className={styles.note}>{t('manage.moreSanctions')}</p>}
    </>
  );
};

interface RowProps {
  server: Server;
  sanction: Sanction;
  onUndo: () => void;
}

const SanctionRow = ({ server, sanction, onUndo }: RowProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, name, by, reason, ts, until, address, room: id } = sanction;
  const room = id === undefined ? undefined : server.rooms[id];
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>
          {name}
          <span className={styles.mark}>
            {room
              ? t('manage.mutedIn', { room: `#${roomTitle(room, t('chat.lobby'))}` })
              : t(kind === 'ban' ? 'manage.banned' : 'manage.muted')}
          </span>
        </p>
        <p className={styles.facts}>
          <span>
            {until === undefined
              ? t('order.forGood')
              : t('manage.stillFor', { span: leftText(t, until - Date.now()) })}
          </span>
          <span>{t('manage.byWhom', { name: by, when: ago(ts, Date.now(), language) })}</span>
          {address && <span>{address}</span>}
          {reason && <span>{reason}</span>}
        </p>
      </div>
      <Button size="small" onClick={onUndo}>
        {t(kind === 'ban' ? 'manage.unban' : 'order.unmute')}
        <span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
};
