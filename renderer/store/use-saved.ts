import type { SavedFile } from '../../protocol/files';
import type { FileId } from '../../protocol/message';
import type { ServerId } from '../../protocol/views';
import { actions } from './actions';
import { useStore } from './store';

/**
 * How a file is on its way to this computer's disk, and what can be done about that. `say` is told
 * when something did not work; `moved`: the file is not in its folder any more.
 */
export const useSaved = (
  server: ServerId,
  file: FileId,
  say: (why: 'moved' | 'failed') => void,
) => {
  const saved: SavedFile | undefined = useStore((state) => state.saved[server]?.[file]);
  const failed = () => say('failed');
  return {
    saved,
    save: (): void => void actions.saveFile(server, file).catch(failed),
    stop: (): void => void actions.stopSaving(server, file).catch(failed),
    reveal: (): void => {
      actions.revealFile(server, file).then((there) => {
        if (!there) say('moved');
      }, failed);
    },
  };
};
