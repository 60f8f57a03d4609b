import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { toast } from '../../ui/Toaster';

/** Ways in which files get onto the sheet of what is to be sent; says when one did not. */
export const usePick = (server: ServerId, room: RoomId) => {
  const { t } = useTranslation();
  const failed = () => toast({ title: t('file.pickFailed'), type: 'failed' });
  return {
    /** Dropped or pasted. */
    onFiles: (files: readonly File[]): void => {
      actions.stageFiles(server, room, files).then((all) => {
        if (!all) toast({ title: t('file.pasteTooLarge'), type: 'failed' });
      }, failed);
    },
    pick: () => actions.pickFiles(server, room).catch(failed),
    /** A text that is too long for a message. Resolves to whether it may leave the field. */
    sendAsFile: (text: string): Promise<boolean> =>
      actions.sendAsFile(server, room, t('file.textName'), text).then(
        () => true,
        () => {
          failed();
          return false;
        },
      ),
  };
};
