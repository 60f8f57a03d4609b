import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeOver } from '../../../protocol/ipc';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { useListenNotice } from '../../store/use-listen-notice';
import { Button } from '../../ui/Button';
import { bytesText } from '../../ui/bytes-text';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { ListenNotice } from '../../ui/ListenNotice';
import { ProgressBar } from '../../ui/ProgressBar';
import { toast } from '../../ui/Toaster';
import styles from './handover.module.css';

/** Why it is not open here; what was `kept` has a sheet of its own. */
type Trouble = Exclude<TakeOver, 'done' | 'kept'>;
const WORDS = {
  hosting: 'handover.hosting',
  failed: 'handover.takeFailed',
  'no-space': 'handover.noSpace',
  here: 'handover.here',
} as const satisfies Record<Trouble, string>;

/** A host wants to hand their room to this person. */
export const OfferDialog = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const handover = useStore((state) => state.handover);
  const mine = useStore((state) => {
    const server = handover && state.servers[handover.server];
    return server?.hosted ?? false;
  });
  const { before, notice } = useListenNotice();
  const [taking, setTaking] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [trouble, setTrouble] = useState<{ id: string; why: Trouble } | null>(null);
  const offered = handover !== null && !mine;
  const state = handover?.state;
  const over = state === 'declined' || state === 'cancelled' || state === 'failed';
  const why = trouble?.id === handover?.id ? trouble?.why : undefined;

  useEffect(() => {
    if (offered && over && !taking && why === undefined) actions.dropHandover();
  }, [offered, over, taking, why]);

  const accept = async () => {
    const id = handover?.id ?? '';
    setTaking(true);
    setHidden(false);
    setTrouble(null);
    const outcome = await actions.takeHandover();
    setTaking(false);
    setHidden(false);
    if (outcome === 'done') {
      actions.dropHandover();
      toast({ title: t('handover.mine') });
    } else if (outcome === 'kept') {
      actions.dropHandover();
      void actions.lookForKept();
    } else setTrouble({ id, why: outcome });
  };
  const decline = () => {
    if (!over) void actions.endHandover('decline');
    actions.dropHandover();
  };
  const close = () => (taking ? setHidden(true) : decline());
  const percent = Math.round((handover?.part ?? 0) * 100);
  const size = bytesText(handover?.bytes ?? 0, language);
  const ended = why !== undefined && why !== 'hosting';
  return (
    <Dialog
      open={offered && !hidden && (!over || taking || why !== undefined)}
      onClose={close}
      width="narrow"
      mark={<Lamp state={taking ? 'breathing' : 'lit'} />}
      title={t('handover.offeredTitle', { name: handover?.by ?? '' })}
      description={t('handover.offeredText')}
      closeOutside={false}
      actions={
        taking ? (
          <>
            <Button onClick={decline}>{t('handover.stop')}</Button>
            <Button onClick={() => setHidden(true)}>{t('handover.hide')}</Button>
          </>
        ) : (
          <>
            <Button onClick={decline}>{t(ended ? 'common.close' : 'handover.decline')}</Button>
            {!ended && (
              <Button kind="lantern" onClick={() => before(() => void accept())}>
                {t('handover.accept')}
              </Button>
            )}
          </>
        )
      }
    >
      <div role="status">
        {taking && (
          <div className={styles.note}>
            <p>
              {t(state === 'sealed' ? 'handover.sealed' : 'handover.taking', { percent, size })}
            </p>
            <ProgressBar percent={percent} />
          </div>
        )}
        {why && <p className={styles.note}>{t(WORDS[why])}</p>}
      </div>
      <ListenNotice {...notice} />
    </Dialog>
  );
};
