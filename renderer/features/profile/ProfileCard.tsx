import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import type { Profile } from '../../store/slices/profile';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import floating from '../../ui/Floating.module.css';
import { StatusText } from '../../ui/StatusText';
import { Facts } from './Facts';
import { ProfileActions } from './ProfileActions';
import styles from './ProfileCard.module.css';

interface ProfileCardProps {
  /** More that can be done with somebody, e.g. by whoever keeps order here. */
  extra?: (server: Server, user: UserInfo) => ReactNode;
}

/** Who somebody is, beside the name or the picture that was pressed. */
export const ProfileCard = ({ extra }: ProfileCardProps) => {
  const { t } = useTranslation();
  const profile = useStore((state) => state.profile);
  const server = useStore((state) => (profile ? state.servers[profile.server] : undefined));
  const anchor = useMemo(
    () => profile && { getBoundingClientRect: () => DOMRect.fromRect(profile.at) },
    [profile],
  );
  return (
    <Popover.Root
      open={profile !== null && server !== undefined}
      onOpenChange={(open) => !open && actions.closeProfile()}
    >
      <Popover.Portal>
        <Popover.Positioner
          className={floating.place}
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={10}
          collisionPadding={10}
        >
          <Popover.Popup
            className={classes(floating.card, styles.popup)}
            aria-label={profile ? t('told.profile', { name: profile.name }) : undefined}
            finalFocus={() => actions.profileOpener() ?? true}
          >
            {profile && server && <Card profile={profile} server={server} extra={extra} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};

const Card = ({
  profile,
  server,
  extra,
}: {
  profile: Profile;
  server: Server;
  extra: ProfileCardProps['extra'];
}) => {
  const { t } = useTranslation();
  const user = server.users[profile.user] ?? null;
  const online = server.status.state === 'online';
  const presence = (online && user?.presence) || 'offline';
  const mine = profile.user === server.me?.id;
  const name = user?.name ?? profile.name;
  return (
    <>
      <div className={styles.head}>
        <Avatar id={profile.user} name={name} size="large" presence={presence} />
        <div className={styles.words}>
          <h2 className={styles.name} data-selectable>
            {name}
          </h2>
          <p className={styles.sub}>
            {[
              mine && t('told.profileMe'),
              user && user.role !== 'member' && t(`chat.role.${user.role}`),
              online && user && t(`chat.presence.${presence}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      {user?.status && (
        <p className={styles.status}>
          <StatusText status={user.status} whole />
        </p>
      )}
      <Facts user={user} wire={user?.wire ?? profile.wire ?? 'app'} profile={profile} />
      <ProfileActions server={server} profile={profile} user={user} mine={mine} />
      {user && !mine && extra?.(server, user)}
    </>
  );
};
