import { AtSign, Ban, Bell, BellOff, MessageSquare, SmilePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { actions } from '../../store/actions';
import type { Profile } from '../../store/slices/profile';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/Toaster';
import styles from './ProfileCard.module.css';

interface ProfileActionsProps {
  server: Server;
  profile: Profile;
  /** Null: gone from this server. */
  user: UserInfo | null;
  mine: boolean;
}

/** Writing to somebody, calling them, and not hearing of them. */
export const ProfileActions = ({ server, profile, user, mine }: ProfileActionsProps) => {
  const { t } = useTranslation();
  const { blocked, mutedPeople } = useStore(({ settings }) => settings);
  const id = profile.user;
  const name = user?.name ?? profile.name;
  const isBlocked = blocked.some((one) => one.user === id);
  const isMuted = mutedPeople.some((one) => one.user === id);
  const online = server.status.state === 'online';
  const close = actions.closeProfile;
  const wrong = () => toast({ title: t('common.wentWrong'), type: 'failed' });

  const write = async () => {
    close();
    const outcome = await actions.openDirect(server.id, id);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  const block = async () => {
    await actions.blockPerson(id, isBlocked ? null : name);
    if (isBlocked) return;
    close();
    const undo = () => void actions.blockPerson(id, null).catch(wrong);
    toast({
      title: t('told.blockedNow', { name }),
      action: { label: t('told.undo'), onChoose: undo },
    });
  };

  if (mine)
    return (
      <div className={styles.acts}>
        <Button
          size="small"
          wide
          icon={<SmilePlus size={15} />}
          onClick={() => {
            close();
            actions.openDialog('status');
          }}
        >
          {t('told.setStatus')}
        </Button>
      </div>
    );
  return (
    <div className={styles.acts}>
      {user && (
        <>
          <Button
            size="small"
            kind="primary"
            icon={<MessageSquare size={15} />}
            disabled={!online || isBlocked}
            onClick={() => void write()}
          >
            {t('told.message')}
          </Button>
          <Button
            size="small"
            icon={<AtSign size={15} />}
            onClick={() => {
              close();
              actions.insertInComposer(`@${name} `);
            }}
          >
            {t('told.mention')}
          </Button>
        </>
      )}
      <Button
        size="small"
        icon={isMuted ? <Bell size={15} /> : <BellOff size={15} />}
        onClick={() => void actions.mutePerson(id, isMuted ? null : name).catch(wrong)}
      >
        {t(isMuted ? 'told.unmuteMe' : 'told.muteMe')}
      </Button>
      <Button size="small" icon={<Ban size={15} />} onClick={() => void block().catch(wrong)}>
        {t(isBlocked ? 'told.unblockMe' : 'told.blockMe')}
      </Button>
    </div>
  );
};
