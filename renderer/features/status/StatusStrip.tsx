import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { selectStillServer } from '../../store/still';
import { useStore } from '../../store/store';
import styles from './StatusStrip.module.css';
import { type StripState, stripOf } from './strip-of';
import { useNow } from './use-now';

/** Good news goes away by itself. */
const BACK_SHOWN_MS = 15_000;

/** Over the composer: what is wrong with the connection, what happens next, what one can do. */
export const StatusStrip = () => {
  const server = useStore(selectStillServer);
  const back = useStore(({ back: notes }) => (server ? notes[server.id] : undefined));
  const waiting = useStore(({ waitingFor }) => (server ? waitingFor[server.id] === true : false));
  const paused = useStore(({ paused: one }) => (one?.server === server?.id ? one?.to : undefined));
  const now = useNow(server?.status.state === 'waiting');
  const backOn = back ? server?.id : undefined;
  useEffect(() => {
    if (!backOn) return;
    const timer = setTimeout(() => actions.dismissBack(backOn), BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [backOn]);
  if (!server) return null;
  const strip = stripOf({ status: server.status, back, waiting, paused, now });
  return strip ? <Strip server={server} strip={strip} /> : null;
};

const Strip = ({ server, strip }: { server: Server; strip: StripState }) => {
  const { t } = useTranslation();
  const retry = () => void actions.reconnect(server.id);
  const offline = () => void actions.goOffline(server.id);
  const jump = () => {
    actions.dismissBack(server.id);
    actions.scrollToEnd();
  };
  const withNote = (words: string, note: string | undefined): string =>
    note ? `${words} ${t('order.why', { note })}` : words;
  const visit = useStore(({ visits }) => visits[server.id]);
  /** What the visit was, once the lamp is out; nothing when nobody has said anything. */
  const lampOut = (): string | null => {
    if (strip.kind !== 'closed' || !visit || visit.messages === 0) return null;
    if (server.status.state !== 'waiting') return null;
    const minutes = Math.max(1, Math.round((server.status.since - visit.since) / 60_000));
    const time =
      minutes < 60
        ? t('chat.lampMinutes', { count: minutes })
        : t('chat.lampHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    const people = t('chat.lampPeople', { count: visit.people.length });
    const said = t('chat.lampMessages', { count: visit.messages });
    return t('chat.lampOut', { time, people, said });
  };
  const words = (): string => {
    switch (strip.kind) {
      case 'connecting':
        return t(`chat.step.${strip.step}`);
      case 'countdown':
        return t('chat.lost', { count: strip.seconds });
      case 'trying':
        return t('chat.tryingNow');
      case 'long':
        return t('chat.longGone');
      case 'closed':
        return strip.by ? t('chat.closedBy', { name: strip.by }) : t('chat.closed');
      case 'reopening':
        return t('chat.waitingForReopen');
      case 'offline':
        return t('chat.offline');
      case 'replaced':
        return t('chat.replaced');
      case 'kicked':
        return withNote(
          strip.by
            ? t('chat.kicked', { name: strip.by, server: server.name })
            : t('chat.kickedPlain', { server: server.name }),
          strip.note,
        );
      case 'banned':
        return withNote(t('chat.banned'), strip.note);
      case 'failed':
        return t('chat.stopped');
      case 'paused':
        return t('handover.paused', { name: strip.to });
      case 'back':
        return t('chat.back', {
          sent: t('chat.backSent', { count: strip.sent }),
          received: t('chat.backNew', { count: strip.received }),
        });
    }
  };
  const buttons = (): readonly (readonly [label: string, onChoose: () => void])[] => {
    switch (strip.kind) {
      case 'connecting':
      case 'trying':
      case 'banned':
      case 'paused':
        return [];
      case 'countdown':
      case 'reopening':
        return [[t('chat.now'), retry]];
      case 'long':
        return [
          [t('chat.tryNow'), retry],
          [t('chat.goOffline'), offline],
        ];
      case 'closed':
        return [
          [t('chat.read'), offline],
          [t('chat.waitForReopen'), () => actions.waitFor(server.id)],
          [t('keeping.export'), () => actions.openDialog('export')],
          [t('chat.hostHere'), () => actions.openDialog('host')],
        ];
      case 'offline':
      case 'failed':
        return [[t('chat.connect'), retry]];
      case 'replaced':
        return [[t('chat.moveHere'), retry]];
      case 'kicked':
        return [
          [t('order.comeBack'), retry],
          [t('common.close'), () => void actions.forget(server.id, false)],
        ];
      case 'back':
        return [[t('chat.jump'), jump]];
    }
  };
  const lamp = lampOut();
  const choices = buttons();
  // The seconds are counted for the eye: said aloud, each of them would be.
  const counting = strip.kind === 'countdown' || strip.kind === 'trying';
  return (
    <div
      className={styles.strip}
      role="status"
      data-tone={strip.kind === 'back' ? 'ok' : undefined}
    >
      <div className={styles.words}>
        <p aria-hidden={counting || undefined}>{words()}</p>
        {lamp && <p className={styles.lamp}>{lamp}</p>}
      </div>
      {counting && <p className="sr-only">{t('chat.lostSaid')}</p>}
      {choices.length > 0 && (
        <div className={styles.buttons}>
          {choices.map(([label, onChoose]) => (
            <button key={label} type="button" className={styles.button} onClick={onChoose}>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};
