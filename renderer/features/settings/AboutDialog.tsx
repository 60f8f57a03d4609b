import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { About } from './About';

/** "About" of the native menu. */
export const AboutDialog = () => {
  const { t } = useTranslation();
  const open = useStore(selectDialog) === 'about';
  return (
    <Dialog
      open={open}
      onClose={() => actions.openDialog(null)}
      width="narrow"
      mark={<Lamp />}
      title={t('common.appName')}
    >
      <About />
    </Dialog>
  );
};
