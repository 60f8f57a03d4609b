import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../protocol/files';
import type { FileId } from '../../protocol/message';
import type { ServerId } from '../../protocol/views';
import { toast } from '../ui/Toaster';
import { actions } from './actions';
import { useStore } from './store';

/** How a file is on its way to this computer's disk, and what can be done about that. */
export const useSaved = (server: ServerId, file: FileId) => {
  const { t } = useTranslation();
  const saved: SavedFile | undefined = useStore((state) => state.saved[server]?.[file]);
  const failed = () => toast({ title: t('common.wentWrong'), type: 'failed' });
  return {
    saved,
    save: (): void => void actions.saveFile(server, file).catch(failed),
    stop: (): void => void actions.stopSaving(server, file).catch(failed),
    reveal: (): void => {
      actions.revealFile(server, file).then((there) => {
        if (!there) toast({ title: t('file.moved'), type: 'failed' });
      }, failed);
    },
  };
};
