import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { fileReason } from '../../ui/files/reason';
import { toast } from '../../ui/Toaster';

/** Ways in which files get onto the sheet of what is to be sent; says when one did not. */
export const usePick = (server: ServerId, room: RoomId) => {
  const { t } = useTranslation();
  const language = useLanguage();
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
        (outcome) => {
          if (outcome.ok) return true;
          const reason = fileReason(t, language, 'up', outcome.error);
          toast({ title: t('file.uploadFailed', { reason }), type: 'failed' });
          return false;
        },
        () => {
          failed();
          return false;
        },
      ),
  };
};
