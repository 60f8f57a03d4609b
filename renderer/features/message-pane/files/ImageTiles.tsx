import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOf } from '../../../../protocol/events';
import { shownFileName } from '../../../../protocol/file-names';
import { mediaUrl } from '../../../../protocol/files';
import type { FileRef } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { useStore } from '../../../store/store';
import { FileName } from '../../../ui/files/FileName';
import styles from './files.module.css';
import { boxOf, columnsOf, SHOWN_MAX } from './layout';

interface ImageTilesProps {
  server: ServerId;
  event: EventOf<'posted'>;
  images: readonly FileRef[];
}

/** One picture in its own shape, several as squares. Their places are kept before they are there. */
export const ImageTiles = ({ server, event, images }: ImageTilesProps) => {
  const open = (file: FileRef) => actions.viewRoomImage(server, event.room, event, file.id);
  const [only] = images;
  if (only && images.length === 1) {
    const { width, height } = boxOf(only);
    return (
      <div className={styles.one} style={{ width, aspectRatio: `${width} / ${height}` }}>
        <ImageTile server={server} file={only} by={event.name} onOpen={() => open(only)} />
      </div>
    );
  }
  const columns = columnsOf(images.length);
  return (
    <div
      className={styles.grid}
      style={{ width: SHOWN_MAX.width, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {images.map((file) => (
        <div key={file.id} className={styles.square}>
          <ImageTile server={server} file={file} by={event.name} onOpen={() => open(file)} />
        </div>
      ))}
    </div>
  );
};

interface ImageTileProps {
  server: ServerId;
  file: FileRef;
  by: string;
  onOpen: () => void;
}

const ImageTile = ({ server, file, by, onOpen }: ImageTileProps) => {
  const { t } = useTranslation();
  const online = useStore((state) => state.servers[server]?.status.state === 'online');
  const [failed, setFailed] = useState(false);
  // What could not come without a connection may come with it.
  useEffect(() => {
    if (online) setFailed(false);
  }, [online]);
  const name = shownFileName(file.name);
  if (failed)
    return (
      <div className={styles.unseen}>
        <ImageOff size={20} aria-hidden="true" />
        <FileName name={file.name} />
        <span>{t('file.unseen')}</span>
      </div>
    );
  return (
    <button
      type="button"
      className={styles.image}
      data-file={file.id}
      onClick={onOpen}
      title={name}
    >
      <img
        src={mediaUrl(server, file.id)}
        alt={t('file.imageOf', { file: name, name: by })}
        decoding="async"
        draggable={false}
        onError={() => setFailed(true)}
      />
    </button>
  );
};
