import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { toast } from '../../ui/Toaster';
import styles from './handover.module.css';

/** A host wants to hand their room to this person. */
export const OfferDialog = () => {
  const { t } = useTranslation();
  const handover = useStore((state) => state.handover);
  const mine = useStore((state) => {
    const server = handover && state.servers[handover.server];
    return server?.hosted ?? false;
  });
  const [taking, setTaking] = useState(false);
  const [trouble, setTrouble] = useState<'hosting' | 'failed' | null>(null);
  const offered = handover !== null && !mine;
  const state = handover?.state;
  const over = state === 'declined' || state === 'cancelled' || state === 'failed';

  useEffect(() => {
    if (offered && over && !taking && trouble === null) actions.dropHandover();
  }, [offered, over, taking, trouble]);

  const accept = async () => {
    setTaking(true);
    setTrouble(null);
    const outcome = await actions.takeHandover();
    setTaking(false);
    if (outcome === 'done') {
      actions.dropHandover();
      toast({ title: t('handover.mine') });
    } else setTrouble(outcome);
  };
  const decline = () => {
    void actions.endHandover('decline');
    setTrouble(null);
    actions.dropHandover();
  };
  const percent = Math.round((handover?.part ?? 0) * 100);
  return (
    <Dialog
      open={offered && (!over || taking || trouble !== null)}
      onClose={decline}
      width="narrow"
      mark={<Lamp state={taking ? 'breathing' : 'lit'} />}
      title={t('handover.offeredTitle', { name: handover?.by ?? '' })}
      description={t('handover.offeredText')}
      closeOutside={false}
      actions={
        <>
          <Button onClick={decline}>
            {t(trouble === 'failed' ? 'common.close' : 'handover.decline')}
          </Button>
          {trouble !== 'failed' && (
            <Button kind="lantern" busy={taking} onClick={() => void accept()}>
              {t('handover.accept')}
            </Button>
          )}
        </>
      }
    >
      <div role="status">
        {taking && (
          <div className={styles.note}>
            <p>{t('handover.taking', { percent })}</p>
            <progress className={styles.progress} value={percent} max={100} aria-hidden="true" />
          </div>
        )}
        {trouble === 'hosting' && <p className={styles.note}>{t('handover.hosting')}</p>}
        {trouble === 'failed' && <p className={styles.note}>{t('handover.takeFailed')}</p>}
      </div>
    </Dialog>
  );
};
