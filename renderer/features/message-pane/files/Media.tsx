import { useState } from 'react';
import { shownFileName } from '../../../../protocol/file-names';
import { mediaUrl } from '../../../../protocol/files';
import type { FileRef } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import styles from './files.module.css';
import { boxOf } from './layout';
import { SavableCard } from './SavableCard';

interface MediaProps {
  server: ServerId;
  file: FileRef;
}

/** Sound: its name, and below it what plays it. Nothing plays, or is fetched, by itself. */
export const AudioPart = ({ server, file }: MediaProps) => {
  const [failed, setFailed] = useState(false);
  return (
    <div className={styles.audio}>
      <SavableCard server={server} file={file} />
      {/* biome-ignore lint/a11y/useMediaCaption: what people send has none */}
      <audio
        className={styles.player}
        src={mediaUrl(server, file.id)}
        controls={!failed}
        controlsList="nodownload noplaybackrate"
        preload="none"
        aria-label={shownFileName(file.name)}
        onError={() => setFailed(true)}
      />
    </div>
  );
};

/** A film in the place that is kept for it, its name below; the name alone where nothing plays it. */
export const VideoPart = ({ server, file }: MediaProps) => {
  const [failed, setFailed] = useState(false);
  const { width, height } = boxOf(file);
  if (failed) return <SavableCard server={server} file={file} />;
  return (
    <div className={styles.video}>
      {/* biome-ignore lint/a11y/useMediaCaption: what people send has none */}
      <video
        className={styles.film}
        style={{ width, aspectRatio: `${width} / ${height}` }}
        src={mediaUrl(server, file.id)}
        controls
        controlsList="nodownload noremoteplayback nofullscreen"
        disablePictureInPicture
        preload="metadata"
        aria-label={shownFileName(file.name)}
        onError={() => setFailed(true)}
      />
      <SavableCard server={server} file={file} />
    </div>
  );
};
