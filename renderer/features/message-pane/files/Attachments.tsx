import type { EventOf } from '../../../../protocol/events';
import type { ServerId } from '../../../../protocol/views';
import { selectServer } from '../../../store/selectors';
import { useStore } from '../../../store/store';
import styles from './files.module.css';
import { isOver } from './held';
import { ImageTiles } from './ImageTiles';
import { kindOf } from './layout';
import { AudioPart, VideoPart } from './Media';
import { SavableCard } from './SavableCard';

/** What a message carries: pictures together, then the rest in its order. */
export const Attachments = ({ server, event }: { server: ServerId; event: EventOf<'posted'> }) => {
  const days = useStore((state) => selectServer(server)(state)?.files?.days);
  const { files = [] } = event;
  if (files.length === 0) return null;
  // What was thrown away is not asked for again each time it is scrolled by.
  if (isOver(event, days))
    return (
      <div className={styles.files}>
        {files.map((file) => (
          <SavableCard key={file.id} server={server} file={file} expired />
        ))}
      </div>
    );
  const images = files.filter((file) => kindOf(file) === 'image');
  return (
    <div className={styles.files}>
      {images.length > 0 && <ImageTiles server={server} event={event} images={images} />}
      {files.map((file) => {
        const kind = kindOf(file);
        if (kind === 'image') return null;
        const Part = { video: VideoPart, audio: AudioPart, card: SavableCard }[kind];
        return <Part key={file.id} server={server} file={file} />;
      })}
    </div>
  );
};
