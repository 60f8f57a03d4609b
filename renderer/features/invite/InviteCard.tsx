import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { selectHosting, selectOpenServer } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { CopyButton } from '../../ui/CopyButton';
import styles from './invite.module.css';
import { Qr } from './Qr';
import { useInvite } from './use-invite';

const Card = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const hosting = useStore(selectHosting);
  const addresses = hosting.state === 'open' ? hosting.addresses : null;
  const { invite } = useInvite(server, false, addresses);
  return (
    <div className={styles.card}>
      {invite && (
        <div className={styles.cardCode}>
          <Qr text={invite.link} label={t('invite.qr')} />
        </div>
      )}
      <div className={styles.cardWords}>
        <p>{t('invite.hint')}</p>
        {invite && (
          <CopyButton
            worded={t('invite.copyLink')}
            label={t('invite.link')}
            text={invite.message[language]}
            onCopy={actions.copyText}
          />
        )}
      </div>
    </div>
  );
};

/** In the pane of a host who is still alone: the code, large, and the link. */
export const InviteCard = () => {
  const server = useStore(selectOpenServer);
  return server?.hosted ? <Card key={server.id} server={server} /> : null;
};
