import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import type { UserInfo } from '../../../protocol/model';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './InviteDialog.module.css';

interface InviteDialogProps {
  open: boolean;
  server: Server;
  room: RoomView;
  onClose: () => void;
}

/** People of this server who are not in the room yet. */
const outsiders = (server: Server, room: RoomView): readonly UserInfo[] => {
  const inside = new Set(server.members[room.id]);
  return Object.values(server.users)
    .filter((user) => !inside.has(user.id) && user.id !== server.me?.id)
    .sort((a, b) => a.name.localeCompare(b.name));
};

/** Asks people who are on this server already into one of its rooms. */
export const InviteDialog = ({ open, server, room, onClose }: InviteDialogProps) => {
  const { t } = useTranslation();
  const [invited, setInvited] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const people = open ? outsiders(server, room) : [];
  const invite = async (user: UserInfo) => {
    const outcome = await actions.inviteUser(server.id, room.id, user.id);
    setError(outcome.ok ? null : t(`errors.${outcome.error.code}`));
    if (outcome.ok) setInvited((before) => new Set(before).add(user.id));
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width="narrow"
      title={t('chat.inviteTo', { room: roomTitle(room, t('chat.lobby')) })}
      description={people.length === 0 ? t('chat.nobodyToInvite') : undefined}
    >
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <ul className={styles.people}>
        {people.map((user) => (
          <li key={user.id} className={styles.person}>
            <Avatar id={user.id} name={user.name} presence={user.presence} />
            <span className={styles.name}>{user.name}</span>
            <Button size="small" disabled={invited.has(user.id)} onClick={() => invite(user)}>
              {t(invited.has(user.id) ? 'chat.invited' : 'chat.invite')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
