import type { TFunction } from 'i18next';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MODLOG_PAGE_MAX } from '../../../protocol/limits';
import { roomTitle } from '../../../protocol/lobby';
import type { ModlogEntry } from '../../../protocol/order';
import { useLanguage } from '../../i18n';
import { ago } from '../../i18n/time';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { Button } from '../../ui/Button';
import { changedRules, spanText } from '../../ui/order-words';
import { PageEmpty } from '../../ui/Pages';
import styles from './manage.module.css';

const words = (t: TFunction, entry: ModlogEntry): string => {
  const { what, by, name = '', detail = '', room } = entry;
  const place =
    room === undefined ? '' : `#${roomTitle({ id: room, name: room }, t('chat.lobby'))}`;
  if (what === 'role')
    return t(detail === 'moderator' ? 'manage.did.promoted' : 'manage.did.demoted', { by, name });
  if (what === 'door')
    return t('manage.did.door', {
      by,
      door: t(`manage.doorIs.${detail as 'open' | 'knock' | 'locked'}`),
    });
  if (what === 'capacity')
    return detail
      ? t('manage.did.capacity', { by, count: Number(detail) })
      : t('manage.did.noCapacity', { by });
  if (room !== undefined && (what === 'kick' || what === 'mute' || what === 'unmute'))
    return t(`manage.did.${what}In`, { by, name, room: place });
  return t(`manage.did.${what}`, { by, name, room: place, detail });
};

/** What moderators did: who, what, whom, why and when. Newest first, older ones on demand. */
export const LogTab = ({ server }: { server: Server }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [entries, setEntries] = useState<readonly ModlogEntry[] | null>(null);
  const [more, setMore] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const load = useCallback(
    async (before?: number) => {
      const outcome = await actions.keepOrder(server.id, {
        verb: 'modlog',
        limit: MODLOG_PAGE_MAX,
        ...(before !== undefined && { before }),
      });
      if (!outcome.ok) return setTrouble(t(`errors.${outcome.error.code}`));
      setTrouble(null);
      setMore(outcome.result.more);
      setEntries((known) => [
        ...(before === undefined ? [] : (known ?? [])),
        ...outcome.result.entries,
      ]);
    },
    [server.id, t],
  );
  useEffect(() => void load(), [load]);
  return (
    <>
      {trouble && <PageEmpty alert>{trouble}</PageEmpty>}
      {entries?.length === 0 && <PageEmpty>{t('manage.logEmpty')}</PageEmpty>}
      <ol className={styles.log}>
        {entries?.map((entry) => (
          <li key={entry.n} className={styles.entry}>
            <span>{words(t, entry)}</span>
            <span className={styles.facts}>
              <span>{ago(entry.ts, Date.now(), language)}</span>
              {entry.until !== undefined && (
                <span>{spanText(t, Math.round((entry.until - entry.ts) / 60_000) * 60)}</span>
              )}
              {entry.what === 'rules' && entry.detail && (
                <span>{changedRules(t, entry.detail)}</span>
              )}
              {entry.reason && <span>{entry.reason}</span>}
            </span>
          </li>
        ))}
      </ol>
      {more && <Button onClick={() => void load(entries?.at(-1)?.n)}>{t('manage.older')}</Button>}
    </>
  );
};
