import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../protocol/invite';
import type { Invite } from '../../../protocol/ipc';
import type { Server } from '../../store/slices/servers';
import { Avatar } from '../../ui/Avatar';
import { IconButton } from '../../ui/IconButton';
import { useOpenDialog } from '../../ui/open-dialogs';
import styles from './invite.module.css';
import { Qr } from './Qr';

/** As many as fit beside the code; the last place says how many more there are. */
const PLACES = 24;

interface ProjectorProps {
  open: boolean;
  onClose: () => void;
  server: Server;
  invite: Omit<Invite, 'fingerprint'>;
}

/** The code as large as the window, for a screen at the wall; people appear as they arrive. */
export const Projector = ({ open, onClose, server, invite }: ProjectorProps) => {
  const { t } = useTranslation();
  useOpenDialog(open);
  const here = Object.values(server.users).filter((user) => user.presence !== 'offline');
  const faces = here.slice(0, here.length > PLACES ? PLACES - 1 : PLACES);
  const more = here.length - faces.length;
  const address = invite.addresses[0];
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Popup className={styles.projector}>
          <Base.Close
            render={
              <IconButton
                label={t('common.close')}
                icon={<X size={22} />}
                className={styles.projectorClose}
                side="left"
              />
            }
          />
          <div className={styles.wall}>
            <Qr text={invite.link} label={t('invite.qr')} />
          </div>
          <div className={styles.beside}>
            <p className={styles.scan}>{t('invite.scanHere')}</p>
            <Base.Title className={styles.wallName}>{server.name}</Base.Title>
            {address && (
              <p className={styles.wallAddress} data-selectable>
                {formatAddress(address)}
              </p>
            )}
            <p className={styles.wallHere} role="status">
              {t('invite.here', { count: here.length })}
            </p>
            <ul className={styles.faces}>
              {faces.map((user) => (
                <li key={user.id} className={styles.face}>
                  <Avatar id={user.id} name={user.name} size="large" />
                  <span>{user.name}</span>
                </li>
              ))}
              {more > 0 && (
                <li className={styles.moreFaces} aria-hidden="true">
                  +{more}
                </li>
              )}
            </ul>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};
