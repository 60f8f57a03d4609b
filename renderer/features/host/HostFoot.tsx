import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { selectHosting } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { StopDialog } from './StopDialog';

/** Closing the open room, and inviting people into it. */
export const HostFoot = () => {
  const { t } = useTranslation();
  const hosting = useStore(selectHosting);
  const [stopping, setStopping] = useState(false);
  return (
    <>
      <Button onClick={() => setStopping(true)}>{t('host.stop')}</Button>
      <Button kind="lantern" onClick={() => actions.openDialog('invite')}>
        {t('host.invite')}
      </Button>
      <StopDialog open={stopping} hosting={hosting} onClose={() => setStopping(false)} />
    </>
  );
};
