import { Hash, Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSWORD_MAX_CHARS } from '../../../protocol/limits';
import { roomTitle } from '../../../protocol/lobby';
import type { RoomView, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { PasswordField } from '../../ui/PasswordField';
import styles from './RoomList.module.css';

/** Rooms of this server that one could enter. */
export const BrowseDialog = ({
  server,
  rooms,
}: {
  server: ServerId;
  rooms: readonly RoomView[];
}) => {
  const { t } = useTranslation();
  const open = useStore(({ dialog }) => dialog === 'browse-rooms');
  const close = () => actions.openDialog(null);
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('chat.browseRooms')}
      description={rooms.length === 0 ? t('chat.noOtherRooms') : undefined}
      actions={<Button onClick={() => actions.openDialog('new-room')}>{t('chat.newRoom')}</Button>}
    >
      <ul className={styles.browse}>
        {rooms.map((room) => (
          <OtherRoom key={room.id} server={server} room={room} onJoined={close} />
        ))}
      </ul>
    </Dialog>
  );
};

interface OtherRoomProps {
  server: ServerId;
  room: RoomView;
  onJoined: () => void;
}

const OtherRoom = ({ server, room, onJoined }: OtherRoomProps) => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const join = async (password?: string) => {
    setBusy(true);
    const outcome = await actions.joinRoom(server, room.id, password);
    setBusy(false);
    if (outcome.ok) return onJoined();
    setAsking(room.access === 'password');
    // Being asked for the first time is no mistake.
    const asked = outcome.error.code === 'password-required';
    setError(asked ? null : t(`errors.${outcome.error.code}`));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    if (password) void join(password);
  };
  return (
    <li className={styles.other}>
      <div className={styles.otherHead}>
        {room.access === 'open' ? (
          <Hash className={styles.mark} size={16} aria-hidden="true" />
        ) : (
          <Lock className={styles.mark} size={15} aria-label={t(`chat.access.${room.access}`)} />
        )}
        <div className={styles.otherWords}>
          <span className={styles.label}>{roomTitle(room, t('chat.lobby'))}</span>
          <small>
            {[t('chat.memberCount', { count: room.members }), room.topic]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </div>
        {!asking && (
          <Button
            size="small"
            busy={busy}
            disabled={room.access === 'invite'}
            onClick={() => (room.access === 'password' ? setAsking(true) : join())}
          >
            {t(room.access === 'invite' ? 'chat.access.invite' : 'chat.join')}
          </Button>
        )}
      </div>
      {asking && (
        <form className={styles.ask} onSubmit={submit} noValidate>
          <PasswordField
            autoFocus
            name="password"
            label={t('chat.roomPassword')}
            labelHidden
            placeholder={t('chat.roomPassword')}
            maxLength={PASSWORD_MAX_CHARS}
            error={error ?? undefined}
          />
          <Button type="submit" kind="primary" busy={busy}>
            {t('chat.join')}
          </Button>
        </form>
      )}
      {!asking && error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </li>
  );
};
