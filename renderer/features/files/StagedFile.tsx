import { X } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownFileName } from '../../../protocol/file-names';
import { type PickedFile, pickedUrl, shownAs } from '../../../protocol/files';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { FileMark } from '../../ui/files/FileMark';
import { FileName } from '../../ui/files/FileName';
import { fileSize } from '../../ui/files/size';
import { IconButton } from '../../ui/IconButton';
import styles from './SendSheet.module.css';
import { troubleOf } from './staged';

interface StagedFileProps {
  file: PickedFile;
  /** Bytes that the server takes of one file. */
  most: number;
  /** Gets the focus when this one is left out. */
  focusAfter: RefObject<HTMLElement | null>;
}

/** One of those that are to go: what it looks like, and why it cannot. */
export const StagedFile = ({ file, most, focusAfter }: StagedFileProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [unseen, setUnseen] = useState(false);
  const trouble = troubleOf(file, most);
  const size = fileSize(file.size, language);
  const pixels = file.width && file.height ? ` · ${file.width}×${file.height}` : '';
  return (
    <li className={styles.file}>
      {shownAs(file) === 'image' && !unseen && !file.problem ? (
        <img
          className={styles.thumb}
          src={pickedUrl(file.token)}
          alt=""
          draggable={false}
          onError={() => setUnseen(true)}
        />
      ) : (
        <FileMark type={file.type} className={styles.mark} />
      )}
      <span className={styles.words}>
        <FileName name={file.name} className={styles.name} />
        {trouble ? (
          <span role="alert" className={styles.trouble}>
            {trouble === 'too-large'
              ? t('file.tooLarge', { limit: fileSize(most, language), size })
              : t(`file.problem.${trouble}`)}
          </span>
        ) : (
          <span className={styles.size}>
            {size}
            {pixels}
          </span>
        )}
      </span>
      <IconButton
        label={t('file.remove', { name: shownFileName(file.name) })}
        side="left"
        icon={<X size={16} />}
        onClick={() => {
          actions.unstageFile(file.token);
          focusAfter.current?.focus();
        }}
      />
    </li>
  );
};
