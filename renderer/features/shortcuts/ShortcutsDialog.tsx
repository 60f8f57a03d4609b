import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { ShortcutList } from './ShortcutList';

const close = () => actions.openDialog(null);

/** Ctrl+/ */
export const ShortcutsDialog = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'shortcuts';
  return (
    <Dialog open={open} onClose={close} title={t('shortcuts.title')} width="wide" reading>
      <ShortcutList />
    </Dialog>
  );
};
