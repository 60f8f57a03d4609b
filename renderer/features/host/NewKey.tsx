import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { AlertDialog } from '../../ui/AlertDialog';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Section';
import { toast } from '../../ui/Toaster';

/** Another key for the room that is open here. It closes for a moment, so it is asked once. */
export const NewKey = () => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const renew = (): void => {
    setAsking(false);
    // What comes of it is told where no sheet is in the way.
    actions.openDialog(null);
    actions.hostNewKey().then(
      () => toast({ title: t('host.keyRenewed') }),
      () => toast({ title: t('host.keyNotRenewed'), type: 'failed' }),
    );
  };
  return (
    <Choice label={t('host.key')} hint={t('host.keyText')}>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('host.keyRenew')}
      </Button>
      <AlertDialog
        open={asking}
        title={t('host.keyTitle')}
        safe={{ label: t('common.cancel'), kind: 'outline', onChoose: () => setAsking(false) }}
        others={[{ label: t('host.keyDo'), kind: 'primary', onChoose: renew }]}
      >
        {t('host.keyAsk')}
      </AlertDialog>
    </Choice>
  );
};
