import { FileDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropZone.module.css';

interface DropZoneProps {
  /** How the room is called to this person. */
  name: string;
  /** Null: nothing can be sent here, and nothing is taken. */
  onFiles: ((files: readonly File[]) => void) | null;
  children: ReactNode;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Files can be dropped anywhere on the pane; while they hover it says where they would go. */
export const DropZone = ({ name, onFiles, children }: DropZoneProps) => {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  // Children are entered before their parents are left.
  const depth = useRef(0);
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is done by the button in the composer
    <div
      className={styles.zone}
      onDragEnter={(event) => {
        if (!onFiles || !holdsFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = onFiles ? 'copy' : 'none';
      }}
      onDragLeave={(event) => {
        if (!holdsFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        leave();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles?.(files);
      }}
    >
      {children}
      {over && (
        <div className={styles.over} role="status">
          <p className={styles.words}>
            <FileDown size={30} strokeWidth={1.6} aria-hidden="true" />
            {t('file.dropHere', { room: name })}
          </p>
        </div>
      )}
    </div>
  );
};
