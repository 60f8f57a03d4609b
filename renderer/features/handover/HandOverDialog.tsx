import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { selectDialog, selectHosting } from '../../store/selectors';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { bytesText } from '../../ui/bytes-text';
import { Dialog } from '../../ui/Dialog';
import { Lamp } from '../../ui/Lamp';
import { ProgressBar } from '../../ui/ProgressBar';
import styles from './handover.module.css';

/** Somebody who is in with an app that has proved who they are. */
const couldTake = (server: Server): UserInfo[] =>
  Object.values(server.users).filter(
    ({ id, wire, verified, presence }) =>
      id !== server.me?.id && wire === 'app' && verified && presence !== 'offline',
  );

/** The host chooses to whom the room goes, and sees it go. */
export const HandOverDialog = () => {
  const open = useStore(selectDialog) === 'hand-over';
  const hosting = useStore(selectHosting);
  const server = useStore((state) =>
    hosting.state === 'open' ? state.servers[hosting.server] : undefined,
  );
  // A sheet that is open is closed and not torn down: the focus goes back to where it was.
  const [shown, setShown] = useState(server);
  if (server && server !== shown) setShown(server);
  if (!shown) return null;
  return <Sheet open={open && server !== undefined} server={shown} />;
};

const Sheet = ({ open, server }: { open: boolean; server: Server }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const handover = useStore((state) => state.handover);
  const [refused, setRefused] = useState<string | null>(null);
  const run = handover?.server === server.id ? handover : null;
  const sealed = run?.state === 'sealed';
  const moving = run?.state === 'moving' || sealed;
  const going = run?.state === 'offered' || moving;
  // Whoever put it aside is told how it ended, and nobody what they did themselves.
  const ended = run && !going ? run.state : null;
  useEffect(() => {
    if (ended === 'cancelled') actions.dropHandover();
    else if (ended && !open) actions.openDialog('hand-over');
  }, [ended, open]);
  const people = couldTake(server);

  const offer = async ({ id, name }: UserInfo) => {
    actions.dropHandover();
    const outcome = await actions.offerHandover(server.id, id);
    setRefused(outcome.ok ? null : name);
  };
  const close = () => {
    if (!going) actions.dropHandover();
    actions.openDialog(null);
  };
  const takeBack = () => {
    void actions.endHandover('cancel');
    actions.dropHandover();
    actions.openDialog(null);
  };
  const percent = Math.round((run?.part ?? 0) * 100);
  const size = bytesText(run?.bytes ?? 0, language);
  return (
    <Dialog
      open={open}
      onClose={close}
      width="narrow"
      mark={<Lamp state={going ? 'breathing' : 'lit'} />}
      title={t('handover.title')}
      description={t('handover.text')}
      closeOutside={!going}
      actions={
        going ? (
          <>
            <Button onClick={takeBack}>{t('handover.takeBack')}</Button>
            <Button onClick={close}>{t('handover.hide')}</Button>
          </>
        ) : (
          <Button onClick={close}>{t('common.cancel')}</Button>
        )
      }
    >
      <div role="status">
        {run?.state === 'offered' && (
          <p className={styles.note}>{t('handover.waiting', { name: run.to })}</p>
        )}
        {run && moving && (
          <div className={styles.note}>
            <p>
              {t(sealed ? 'handover.sealed' : 'handover.moving', { name: run.to, percent, size })}
            </p>
            <p className={styles.hint}>
              {t(sealed ? 'handover.sealedHint' : 'handover.movingHint')}
            </p>
            <ProgressBar percent={percent} />
          </div>
        )}
        {run?.state === 'declined' && (
          <p className={styles.note}>{t('handover.declined', { name: run.to })}</p>
        )}
        {run?.state === 'failed' && <p className={styles.note}>{t('handover.failed')}</p>}
        {refused !== null && !run && (
          <p className={styles.note}>{t('handover.refused', { name: refused })}</p>
        )}
      </div>
      {!going && people.length === 0 && <p className={styles.hint}>{t('handover.nobody')}</p>}
      {!going && people.length > 0 && (
        <ul className={styles.people} aria-label={t('handover.who')}>
          {people.map((person) => (
            <li key={person.id} className={styles.person}>
              <Avatar id={person.id} name={person.name} size="medium" />
              <span className={styles.name}>{person.name}</span>
              <Button
                size="small"
                aria-label={`${person.name}: ${t('handover.offer')}`}
                onClick={() => void offer(person)}
              >
                {t('handover.offer')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
};
