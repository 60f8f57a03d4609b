import { Hash, MessageSquareText } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress, parseTarget, SCHEME } from '../../../../protocol/invite';
import { roomTitle } from '../../../../protocol/lobby';
import type { Target } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { useStore } from '../../../store/store';
import { useRowTabIndex } from '../active-row';
import styles from './Markdown.module.css';
import { hostToShow, safeUrl } from './urls';

const ownLink = (url: string): { url: string; target: Target } | null => {
  if (!url.startsWith(`${SCHEME}://`)) return null;
  const read = parseTarget(url);
  return read.ok && read.how === 'invite' ? { url, target: read.target } : null;
};

/** A room or a message of a server: opened here, and named where it is known. */
const OwnLink = ({ url, target }: { url: string; target: Target }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const room = useStore((state) =>
    target.fingerprint && target.room
      ? state.servers[target.fingerprint]?.rooms[target.room]
      : undefined,
  );
  const name = room && roomTitle(room, t('chat.lobby'));
  const words = target.message
    ? name
      ? t('reading.linkMessageIn', { name })
      : t('reading.linkMessage')
    : (name ?? t('reading.linkRoom', { name: target.name ?? formatAddressOf(target) }));
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles.own}
      title={url}
      onClick={() => actions.openLink(url)}
    >
      {target.message ? (
        <MessageSquareText size={14} aria-hidden="true" />
      ) : (
        <Hash size={14} aria-hidden="true" />
      )}
      {words}
    </button>
  );
};

const formatAddressOf = ({ hosts }: Target): string => (hosts[0] ? formatAddress(hosts[0]) : '');

/** Opens in the system browser, never here. An address that may not be opened is plain text. */
export const SafeLink = ({
  url,
  text,
  children,
}: {
  url: string;
  text: string;
  children: ReactNode;
}) => {
  const tabIndex = useRowTabIndex();
  const own = ownLink(url);
  if (own) return <OwnLink {...own} />;
  const href = safeUrl(url);
  if (!href) return children;
  const host = hostToShow(href, url, text);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    void actions.openUrl(href).catch(() => {});
  };
  return (
    <>
      <a
        href={href}
        tabIndex={tabIndex}
        className={styles.link}
        title={href}
        rel="noreferrer"
        draggable={false}
        onClick={open}
        onAuxClick={(event) => event.button === 1 && open(event)}
      >
        {children}
      </a>
      {host && <span className={styles.host}> ({host})</span>}
    </>
  );
};
