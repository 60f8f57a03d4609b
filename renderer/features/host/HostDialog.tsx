import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog, selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { HostForm } from './HostForm';

const close = () => actions.openDialog(null);

/** "Host a room" while on somebody's server; with a room open here, its Manage sheet instead. */
export const HostDialog = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useTranslation();
  const asked = useStore(selectDialog) === 'host';
  const hosting = useStore(selectHosting);
  // Decided when it is asked for: a room that opens meanwhile leads to its invite, not to Manage.
  const [decided, setDecided] = useState<'form' | 'manage' | null>(null);
  if (asked && decided === null) setDecided(hosting.state === 'open' ? 'manage' : 'form');
  if (!asked && decided !== null) setDecided(null);
  const managed = decided === 'manage' && hosting.state === 'open' ? hosting.server : null;
  useEffect(() => {
    if (managed === null) return;
    actions.openServer(managed);
    actions.openDialog('manage');
  }, [managed]);
  const opening = asked && decided === 'form';
  return (
    <Dialog
      open={opening}
      onClose={close}
      width="narrow"
      mark={<Lamp state={hosting.state === 'starting' ? 'breathing' : 'lit'} />}
      title={t('host.title')}
      description={t('host.text')}
      closeOutside={false}
    >
      {opening && <HostForm onOpened={onOpened} />}
    </Dialog>
  );
};
