import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { AlertDialog } from '../../ui/AlertDialog';
import { toast } from '../../ui/Toaster';

/** A room and all that was said in it: asked about once more, by its name. */
export const DeleteRoomDialog = () => {
  const { t } = useTranslation();
  const asked = useStore((state) => state.orderAsked);
  const about = asked?.what === 'delete-room' ? asked : null;
  const room = useStore((state) =>
    about ? state.servers[about.server]?.rooms[about.room] : undefined,
  );
  const shown = useRef('');
  if (room) shown.current = `#${roomTitle(room, t('chat.lobby'))}`;
  const close = () => actions.askOrder(null);
  const go = async () => {
    if (!about) return;
    close();
    const { server, room } = about;
    const outcome = await actions.keepOrder(server, { verb: 'delete-room', room });
    toast(
      outcome.ok
        ? { title: t('order.deleted', { room: shown.current }) }
        : { title: t(`errors.${outcome.error.code}`), type: 'failed' },
    );
  };
  return (
    <AlertDialog
      open={Boolean(room)}
      title={t('order.deleteAsk', { room: shown.current })}
      safe={{ label: t('common.cancel'), kind: 'outline', onChoose: close }}
      others={[{ label: t('order.deleteRoomGo'), kind: 'danger', onChoose: () => void go() }]}
    >
      {t('order.deleteText')}
    </AlertDialog>
  );
};
