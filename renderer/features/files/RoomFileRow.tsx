import { CornerUpLeft, Download, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../protocol/file-names';
import { mediaUrl, type RoomFile } from '../../../protocol/files';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { actions } from '../../store/actions';
import { useSaved } from '../../store/use-saved';
import { FileMark } from '../../ui/files/FileMark';
import { FileMenu } from '../../ui/files/FileMenu';
import { FileName } from '../../ui/files/FileName';
import { sayTrouble } from '../../ui/files/say-trouble';
import { fileSize } from '../../ui/files/size';
import { IconButton } from '../../ui/IconButton';
import styles from './RoomFiles.module.css';

interface RoomFileRowProps {
  server: ServerId;
  room: RoomId;
  one: RoomFile;
  /** Shows it large; left out for what is no picture. */
  onView?: () => void;
}

/** One file of a room: what, by whom, when; to its message, and onto this computer. */
export const RoomFileRow = ({ server, room, one, onView }: RoomFileRowProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { file, name: by, ts, seq } = one;
  const { saved, ...doing } = useSaved(server, file, sayTrouble(t));
  const name = shownFileName(file.name);
  return (
    <li className={styles.row}>
      {onView ? (
        <button type="button" className={styles.view} onClick={onView}>
          <img
            className={styles.thumb}
            src={mediaUrl(server, file.id)}
            alt={t('file.imageOf', { file: name, name: by })}
            loading="lazy"
            draggable={false}
          />
        </button>
      ) : (
        <FileMark type={file.type} />
      )}
      <span className={styles.words}>
        <FileName name={file.name} />
        <span className={styles.about}>
          {t('file.by', { name: by, when: ago(ts, Date.now(), language) })} ·{' '}
          {fileSize(file.size, language)}
        </span>
      </span>
      <IconButton
        label={t('file.jumpOf', { name })}
        side="left"
        icon={<CornerUpLeft size={17} />}
        onClick={() => {
          actions.openDialog(null);
          void actions.jumpTo(server, room, seq, { highlight: true });
        }}
      />
      {saved?.state === 'saved' ? (
        <IconButton
          label={t('file.revealOf', { name })}
          side="left"
          icon={<FolderOpen size={18} />}
          onClick={doing.reveal}
        />
      ) : (
        <IconButton
          label={t('file.saveOf', { name })}
          side="left"
          icon={<Download size={18} />}
          onClick={doing.save}
        />
      )}
      <FileMenu name={name} side="left" saved={saved?.state === 'saved'} doing={doing} />
    </li>
  );
};
