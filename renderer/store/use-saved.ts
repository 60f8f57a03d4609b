import type { SavedFile } from '../../protocol/files';
import type { FileRef } from '../../protocol/message';
import type { ServerId } from '../../protocol/views';
import { actions } from './actions';
import { useStore } from './store';

/** `moved`: the file is not in its folder any more; `unopened`: the system did not open it. */
export type FileTrouble = 'moved' | 'unopened' | 'failed';

/**
 * How a file is on its way to this computer's disk, and what can be done about that. `say` is told
 * when something did not work.
 */
export const useSaved = (
  server: ServerId,
  file: Pick<FileRef, 'id' | 'name' | 'size'>,
  say: (why: FileTrouble) => void,
) => {
  const saved: SavedFile | undefined = useStore((state) => state.saved[server]?.[file.id]);
  const failed = () => say('failed');
  return {
    saved,
    save: (): void => void actions.saveFile(server, file).catch(failed),
    saveAs: (): void => void actions.saveFile(server, file, true).catch(failed),
    stop: (): void => void actions.stopSaving(server, file.id).catch(failed),
    open: (): void => {
      actions.openFile(server, file).then((outcome) => {
        if (outcome === 'failed') say('unopened');
      }, failed);
    },
    reveal: (): void => {
      actions.revealFile(server, file.id).then((there) => {
        if (!there) say('moved');
      }, failed);
    },
  };
};
