import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef } from 'react';
import { shownFileName } from '../../../protocol/file-names';
import { actions } from '../../store/actions';
import type { Viewing } from '../../store/slices/files';
import { useStore } from '../../store/store';
import { useOpenDialog } from '../../ui/open-dialogs';
import styles from './Viewer.module.css';
import { ViewerBody } from './ViewerBody';

/** One picture over the whole window. The focus comes back to where it was opened. */
export const Viewer = () => {
  const viewing = useStore((state) => state.viewing);
  useOpenDialog(viewing !== null);
  const popup = useRef<HTMLDivElement>(null);
  // While it closes, the picture is still seen.
  const last = useRef<Viewing | null>(null);
  if (viewing) last.current = viewing;
  const shown = viewing ?? last.current;
  const picture = shown?.images.find(({ file }) => file.id === shown.file);
  return (
    <Base.Root
      open={viewing !== null && picture !== undefined}
      onOpenChange={(open) => !open && actions.closeViewer()}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup ref={popup} className={styles.popup} initialFocus={popup}>
          <Base.Title className="sr-only">
            {picture ? shownFileName(picture.file.name) : ''}
          </Base.Title>
          {shown && picture && <ViewerBody viewing={shown} picture={picture} />}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};
