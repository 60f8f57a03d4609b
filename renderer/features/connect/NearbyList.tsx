import { BadgeCheck, LockKeyhole } from 'lucide-react';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NearbyRoom } from '../../../protocol/ipc';
import { needsListenNotice } from '../../../protocol/listen-notice';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { ListenNotice } from '../../ui/ListenNotice';
import { Spinner } from '../../ui/Spinner';
import styles from './connect.module.css';
import type { Row } from './nearby-rows';
import { useNearbyRows } from './use-nearby-rows';

/** Whoever is there has answered by then. */
const LOOKING_MS = 4_000;

interface NearbyListProps {
  title: string;
  onChoose: (room: NearbyRoom) => void;
}

/** Rooms that announce themselves on this network; a click joins. */
export const NearbyList = ({ title, onChoose }: NearbyListProps) => {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const rows = useNearbyRows(pointed || focused);
  const looking = useLooking() && rows.length === 0;
  const explain = useStore(({ platform, settings }) =>
    needsListenNotice(platform, settings.listenNoticeSeen),
  );
  useEffect(() => {
    // Silence is no reason to say anything: the list stays as it is.
    actions.askNearby().catch(() => {});
  }, []);
  const list = useRef<HTMLUListElement>(null);
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (!list.current?.contains(relatedTarget)) setFocused(false);
  };
  return (
    <section className={styles.recent} aria-labelledby="nearby-label">
      <h3 id="nearby-label" className={styles.label}>
        {title}
      </h3>
      {explain ? (
        <Explain />
      ) : rows.length === 0 ? (
        <p className={styles.empty} role="status">
          {looking && <Spinner />}
          {looking ? t('connect.looking') : t('connect.nearbyEmpty')}
        </p>
      ) : (
        <ul
          ref={list}
          className={styles.list}
          onPointerEnter={() => setPointed(true)}
          onPointerLeave={() => setPointed(false)}
          onFocus={() => setFocused(true)}
          onBlur={onBlur}
        >
          {rows.map((row) => (
            <NearbyRow key={row.room.id} row={row} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </section>
  );
};

/** Where the system asks before a program may listen, a person begins it, and knows why. */
const Explain = () => {
  const { t } = useTranslation();
  const platform = useStore((state) => state.platform);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.empty}>
      <Button onClick={() => setOpen(true)}>{t('connect.lookAround')}</Button>
      <ListenNotice
        open={open}
        platform={platform}
        onContinue={() => void actions.updateSettings({ listenNoticeSeen: true })}
        onCancel={() => setOpen(false)}
      />
    </div>
  );
};

const NearbyRow = ({ row, onChoose }: { row: Row; onChoose: (room: NearbyRoom) => void }) => {
  const { t } = useTranslation();
  const { room, goneAt } = row;
  const closed = goneAt !== null;
  const useless = closed || !room.understood;
  const more = [
    room.host && room.host !== room.name ? room.host : '',
    t('connect.people', { count: room.people }),
  ].filter(Boolean);
  return (
    <li data-closed={closed ? '' : undefined} className={styles.nearby}>
      <button
        type="button"
        className={styles.row}
        aria-disabled={useless || undefined}
        onClick={() => !useless && onChoose(room)}
      >
        <Avatar id={room.id} name={room.name} />
        <span className={styles.rowWords}>
          <span className={styles.rowTitle}>
            <span className={styles.rowName}>{room.name}</span>
            {room.known && (
              <BadgeCheck size={15} className={styles.tick} aria-label={t('connect.knownRoom')} />
            )}
          </span>
          <span className={styles.rowMore}>
            {room.understood ? more.join(' · ') : t('connect.needsNewer')}
          </span>
        </span>
        {room.lock && (
          <LockKeyhole size={15} className={styles.lock} aria-label={t('connect.locked')} />
        )}
        {!useless && <span className={styles.go}>{t('connect.join')}</span>}
        {closed && <span className={styles.closed}>{t('connect.closed')}</span>}
      </button>
    </li>
  );
};

/** True for a moment after the app began to listen. */
const useLooking = (): boolean => {
  const since = useStore((state) => state.nearbySince);
  const [looking, setLooking] = useState(() => Date.now() - since < LOOKING_MS);
  useEffect(() => {
    if (!looking) return;
    const left = Math.max(0, since + LOOKING_MS - Date.now());
    const timer = setTimeout(() => setLooking(false), left);
    return () => clearTimeout(timer);
  }, [looking, since]);
  return looking;
};
