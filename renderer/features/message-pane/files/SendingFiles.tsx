import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../../protocol/file-names';
import { mediaUrl, pickedUrl } from '../../../../protocol/files';
import type { PendingFile, PendingMessage, ServerId } from '../../../../protocol/views';
import { useLanguage } from '../../../i18n';
import { actions } from '../../../store/actions';
import { useStore } from '../../../store/store';
import { FileCard } from '../../../ui/files/FileCard';
import { Progress, percentOf } from '../../../ui/files/Progress';
import { fileReason } from '../../../ui/files/reason';
import { fileSize } from '../../../ui/files/size';
import { IconButton } from '../../../ui/IconButton';
import styles from './files.module.css';
import { boxOf, columnsOf, kindOf, SHOWN_MAX } from './layout';

interface SendingFilesProps {
  server: ServerId;
  message: PendingMessage;
}

/** Files of a message that is on its way, in the places that they will have. */
export const SendingFiles = ({ server, message }: SendingFilesProps) => {
  const { files = [] } = message;
  /** Of this computer, and not to be had any more: after a restart its name is shown. */
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  const isTile = (file: PendingFile) => kindOf(file) === 'image' && !unseen.includes(file.token);
  const images = files.filter(isTile);
  const columns = columnsOf(images.length);
  const [only] = images;
  const box = only && images.length === 1 ? boxOf(only) : null;
  return (
    <div className={styles.files}>
      {images.length > 0 && (
        <div
          className={box ? styles.one : styles.grid}
          style={
            box
              ? { width: box.width, aspectRatio: `${box.width} / ${box.height}` }
              : {
                  width: SHOWN_MAX.width,
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                }
          }
        >
          {images.map((file) => (
            <Tile
              key={file.token}
              {...{ server, message, file, alone: box !== null }}
              onUnseen={() => setUnseen((before) => [...before, file.token])}
            />
          ))}
        </div>
      )}
      {files
        .filter((file) => !isTile(file))
        .map((file) => (
          <Card key={file.token} server={server} message={message} file={file} />
        ))}
    </div>
  );
};

interface OneProps extends SendingFilesProps {
  file: PendingFile;
}

/** What is happening to one of them, in a few words. */
const useWords = ({ server, file }: OneProps): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const online = useStore((state) => state.servers[server]?.status.state === 'online');
  const { state, sent, size, speed, error } = file;
  if (state === 'failed')
    return t('file.uploadFailed', { reason: fileReason(t, language, 'up', error) });
  if (state === 'sent') return t('file.uploaded');
  if (!online) return t('file.uploadLater');
  if (state === 'waiting') return t('file.uploadWaiting');
  const percent = percentOf(sent, size);
  return speed
    ? t('file.speed', { percent, speed: fileSize(speed, language) })
    : t('file.percent', { percent });
};

const Cancel = ({ server, message, file }: OneProps) => {
  const { t } = useTranslation();
  return (
    <IconButton
      label={t('file.cancel', { name: shownFileName(file.name) })}
      side="top"
      icon={<X size={16} />}
      onClick={() => void actions.cancelFile(server, message.id, file.token).catch(() => {})}
    />
  );
};

const Card = (props: OneProps) => {
  const { file, message } = props;
  return (
    <FileCard
      name={file.name}
      type={file.type}
      about={useWords(props)}
      failed={file.state === 'failed'}
      progress={
        file.state === 'sending' && <Progress name={file.name} done={file.sent} of={file.size} />
      }
    >
      {isHeld(message) && <Cancel {...props} />}
    </FileCard>
  );
};

const Tile = (props: OneProps & { alone: boolean; onUnseen: () => void }) => {
  const { server, file, message, alone, onUnseen } = props;
  const words = useWords(props);
  return (
    <div className={alone ? undefined : styles.square}>
      <div className={`${styles.image} ${styles.sending}`}>
        <img
          src={file.of ? mediaUrl(server, file.of) : pickedUrl(file.token)}
          alt={shownFileName(file.name)}
          draggable={false}
          onError={onUnseen}
        />
      </div>
      {isHeld(message) && (
        <div className={styles.bar}>
          <span className={styles.barText}>{words}</span>
          <Cancel {...props} />
          {file.state === 'sending' && (
            <Progress name={file.name} done={file.sent} of={file.size} />
          )}
        </div>
      )}
    </div>
  );
};

/** Its files are not all with the server: it has no number yet, and can be changed. */
const isHeld = ({ from }: PendingMessage): boolean => from.n === 0;
