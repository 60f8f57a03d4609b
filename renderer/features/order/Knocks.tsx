import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Knock } from '../../../protocol/order';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/Toaster';
import styles from './order.module.css';

/** More of them wait in the Manage sheet. */
const SHOWN = 3;

/** Over the composer of whoever keeps order: who would like to come in. */
export const Knocks = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const knocks = server.knocks ?? [];
  const [first] = knocks;
  if (!first) return null;
  return (
    <section className={styles.knocks} aria-label={t('order.knocks')}>
      <p className="sr-only" role="status">
        {t('order.knocking', { count: knocks.length, name: first.name })}
      </p>
      {knocks.slice(0, SHOWN).map((knock) => (
        <KnockCard key={knock.id} server={server} knock={knock} />
      ))}
      {knocks.length > SHOWN && (
        <p className={styles.hint}>{t('order.moreKnocks', { count: knocks.length - SHOWN })}</p>
      )}
    </section>
  );
};

export const KnockCard = ({ server, knock }: { server: Server; knock: Knock }) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const { id, name, user, address } = knock;
  const answer = async (verb: 'approve' | 'decline') => {
    setBusy(true);
    const outcome = await actions.keepOrder(server.id, { verb, knock: id });
    setBusy(false);
    // Whoever hung up meanwhile is gone from the list by itself.
    if (!outcome.ok && outcome.error.code !== 'no-such-user')
      toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <div className={styles.knock}>
      <p className={styles.knockWords}>
        <strong>{name}</strong> {t('order.knockWants')}
        <span className={styles.hint}>
          <span className={styles.knockFrom}>{address}</span>
          {user === undefined && ` · ${t('order.noKey')}`}
        </span>
      </p>
      <div className={styles.knockButtons}>
        <Button
          size="small"
          kind="onLantern"
          disabled={busy}
          onClick={() => void answer('decline')}
        >
          {t('order.decline')}
          <span className="sr-only"> {name}</span>
        </Button>
        <Button size="small" kind="lantern" busy={busy} onClick={() => void answer('approve')}>
          {t('order.approve')}
          <span className="sr-only"> {name}</span>
        </Button>
      </div>
    </div>
  );
};
