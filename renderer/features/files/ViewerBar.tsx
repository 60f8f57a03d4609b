import { Dialog as Base } from '@base-ui/react/dialog';
import { Copy, Download, FolderOpen, Maximize, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../protocol/file-names';
import type { ServerId } from '../../../protocol/views';
import { useLanguage } from '../../i18n';
import type { Picture } from '../../store/slices/files';
import { useSaved } from '../../store/use-saved';
import { FileMenu } from '../../ui/files/FileMenu';
import { FileName } from '../../ui/files/FileName';
import { sayTrouble } from '../../ui/files/say-trouble';
import { fileSize } from '../../ui/files/size';
import { IconButton } from '../../ui/IconButton';
import styles from './Viewer.module.css';
import type { View } from './zoom';

interface ViewerBarProps {
  server: ServerId;
  picture: Picture;
  view: View;
  /** Which of how many it is, from 0. */
  at: number;
  of: number;
  onZoom: (way: 'in' | 'out' | 'fit') => void;
  onCopy: () => void;
}

/** Above the picture: what it is, and what can be done with it. */
export const ViewerBar = (props: ViewerBarProps) => {
  const { server, picture, view, at, of, onZoom, onCopy } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { file, name } = picture;
  const { saved, ...doing } = useSaved(server, file, sayTrouble(t));
  const { save, reveal } = doing;
  const under = saved?.state === 'waiting' || saved?.state === 'loading';
  return (
    <header className={styles.bar}>
      <div className={styles.words}>
        <FileName name={file.name} className={styles.name} />
        <span className={styles.about} role="status">
          {name} · {fileSize(file.size, language)}
          {of > 1 && ` · ${t('file.place', { at: at + 1, of })}`}
        </span>
      </div>
      <IconButton
        label={t('file.zoomOut')}
        keys="-"
        icon={<ZoomOut size={18} />}
        aria-disabled={view.scale === 1 || undefined}
        onClick={() => onZoom('out')}
      />
      <IconButton
        label={t('file.zoomIn')}
        keys="+"
        icon={<ZoomIn size={18} />}
        onClick={() => onZoom('in')}
      />
      <IconButton
        label={t('file.fit')}
        keys="0"
        icon={<Maximize size={17} />}
        onClick={() => onZoom('fit')}
      />
      <IconButton
        label={t('file.copyImage')}
        keys="Ctrl+C"
        icon={<Copy size={17} />}
        onClick={onCopy}
      />
      {saved?.state === 'saved' ? (
        <IconButton label={t('file.reveal')} icon={<FolderOpen size={18} />} onClick={reveal} />
      ) : (
        <IconButton
          label={t('file.save')}
          icon={<Download size={18} />}
          aria-busy={under || undefined}
          keys="Ctrl+S"
          onClick={() => !under && save()}
        />
      )}
      <FileMenu
        name={shownFileName(file.name)}
        side="bottom"
        saved={saved?.state === 'saved'}
        doing={doing}
      />
      <Base.Close
        render={<IconButton label={t('common.close')} keys="Esc" icon={<X size={19} />} />}
      />
    </header>
  );
};
