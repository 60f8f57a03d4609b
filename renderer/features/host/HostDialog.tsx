import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectDialog, selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { HostForm } from './HostForm';
import { ManageDialog } from './ManageDialog';
import { StopDialog } from './StopDialog';

const close = () => actions.openDialog(null);

/** "Host a room" while on somebody's server; with a room open here, its Manage sheet instead. */
export const HostDialog = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useTranslation();
  const asked = useStore(selectDialog) === 'host';
  const hosting = useStore(selectHosting);
  const [stopping, setStopping] = useState(false);
  // Decided when it is asked for: a room that opens meanwhile leads to its invite, not to Manage.
  const [shown, setShown] = useState<'form' | 'manage' | null>(null);
  if (asked && shown === null) setShown(hosting.state === 'open' ? 'manage' : 'form');
  if (!asked && shown !== null) setShown(null);
  const opening = asked && shown === 'form';
  return (
    <>
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
      {hosting.state === 'open' && (
        <ManageDialog
          open={asked && shown === 'manage'}
          hosting={hosting}
          onStop={() => setStopping(true)}
        />
      )}
      <StopDialog open={stopping} hosting={hosting} onClose={() => setStopping(false)} />
    </>
  );
};
