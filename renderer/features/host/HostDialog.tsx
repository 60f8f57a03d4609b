import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog, selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { HostForm } from './HostForm';

const close = () => actions.openDialog(null);

/** "Host a room" while already on somebody's server. With a room open, its Manage sheet instead. */
export const HostDialog = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useTranslation();
  const asked = useStore(selectDialog) === 'host';
  const hosting = useStore(selectHosting);
  const open = asked && hosting.state !== 'open';
  return (
    <Dialog
      open={open}
      onClose={close}
      width="narrow"
      mark={<Lamp state={hosting.state === 'starting' ? 'breathing' : 'lit'} />}
      title={t('host.title')}
      description={t('host.text')}
      closeOutside={false}
    >
      {open && <HostForm onOpened={onOpened} />}
    </Dialog>
  );
};
