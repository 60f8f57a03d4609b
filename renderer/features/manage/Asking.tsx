import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/Toaster';
import styles from './manage.module.css';

/** Everybody who waits to be let in. */
export const Asking = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const knocks = server.knocks ?? [];
  if (knocks.length === 0) return null;
  const answer = async (verb: 'approve' | 'decline', knock: string) => {
    const outcome = await actions.keepOrder(server.id, { verb, knock });
    if (!outcome.ok && outcome.error.code !== 'no-such-user')
      toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <ul className={styles.rows} aria-label={t('order.knocks')}>
      {knocks.map(({ id, name, address, user }) => (
        <li key={id} className={styles.row}>
          <div className={styles.words}>
            <p className={styles.name}>{name}</p>
            <p className={styles.facts}>
              <span>{address}</span>
              {user === undefined && <span>{t('order.noKey')}</span>}
            </p>
          </div>
          <Button size="small" onClick={() => void answer('decline', id)}>
            {t('order.decline')}
            <span className="sr-only"> {name}</span>
          </Button>
          <Button size="small" kind="primary" onClick={() => void answer('approve', id)}>
            {t('order.approve')}
            <span className="sr-only"> {name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
};
