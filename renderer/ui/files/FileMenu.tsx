import { Download, Ellipsis, ExternalLink, FolderDown, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../IconButton';
import { Menu, MenuItem } from '../Menu';

/** What can be done with a file that somebody sent. */
export interface FileDoing {
  save(): void;
  /** The person chooses where. */
  saveAs(): void;
  /** Asks first. */
  open(): void;
  reveal(): void;
}

interface FileItemsProps {
  /** It lies on this computer. */
  saved: boolean;
  doing: FileDoing;
}

/** Lines of a menu, the same wherever a file is shown. */
export const FileItems = ({ saved, doing }: FileItemsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <MenuItem icon={<ExternalLink size={16} />} onChoose={doing.open}>
        {t('file.open')}
      </MenuItem>
      {saved ? (
        <MenuItem icon={<FolderOpen size={16} />} onChoose={doing.reveal}>
          {t('file.reveal')}
        </MenuItem>
      ) : (
        <MenuItem icon={<Download size={16} />} onChoose={doing.save}>
          {t('file.save')}
        </MenuItem>
      )}
      <MenuItem icon={<FolderDown size={16} />} onChoose={doing.saveAs}>
        {t('file.saveAs')}
      </MenuItem>
    </>
  );
};

interface FileMenuProps extends FileItemsProps {
  /** As it is shown. */
  name: string;
  side?: 'top' | 'left' | 'bottom';
}

export const FileMenu = ({ name, side, ...items }: FileMenuProps) => {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <IconButton label={t('file.menuOf', { name })} side={side} icon={<Ellipsis size={18} />} />
      }
    >
      <FileItems {...items} />
    </Menu>
  );
};
