import { AppWindow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuItem } from './Menu';
import { toast } from './Toaster';

/** A line of a room's menu. `onOpen` resolves to false when there are too many windows already. */
export const OpenWindowItem = ({ onOpen }: { onOpen: () => Promise<boolean> }) => {
  const { t } = useTranslation();
  const open = async () => {
    if (!(await onOpen())) toast({ title: t('chat.tooManyWindows'), type: 'failed' });
  };
  return (
    <MenuItem icon={<AppWindow size={16} />} onChoose={() => void open()}>
      {t('chat.openWindow')}
    </MenuItem>
  );
};
