import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../protocol/lobby';
import { foldText } from '../../../protocol/search';
import { excerpt } from '../../../protocol/search-excerpt';
import { clock } from '../../i18n/time';
import { actions } from '../../store/actions';
import { peerOf, selectServer } from '../../store/selectors';
import type { SearchHit } from '../../store/slices/search';
import { useStore } from '../../store/store';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { plainText } from '../../ui/plain-text';
import styles from './search.module.css';

/** Characters of a message that are shown. */
const SHOWN_CHARS = 140;

/** Without marks, unless it is in the marks that something was found; what is hidden stays so. */
const readable = (text: string, holds: (text: string) => boolean): string => {
  const plain = plainText(text);
  return holds(plain) || !holds(text) || text.includes('||') ? plain : text;
};

interface HitProps {
  hit: SearchHit;
  words: readonly string[];
  /** Say in which room it is, and on which server where there are several. */
  withRoom: boolean;
  chosen: boolean;
  /** The one that Tab comes to. */
  stop: boolean;
}

/** One message that was found: who, when, where, and the part of it that was looked for. */
export const Hit = memo(({ hit, words, withRoom, chosen, stop }: HitProps) => {
  const { t, i18n } = useTranslation();
  const server = useStore(selectServer(hit.server));
  const several = useStore((state) => state.serverOrder.length > 1);
  const { event } = hit;
  const room = server?.rooms[event.room];
  const user = server?.users[event.by];
  const name = user?.name ?? event.name;
  const peer = server && room ? peerOf(server, room) : null;
  const place = room && (peer?.name ?? `#${roomTitle(room, t('chat.lobby'))}`);
  // The name of a file, where it is that and not the text that was looked for.
  const wanted = words.map(foldText);
  const holds = (text: string) => wanted.some((word) => foldText(text).includes(word));
  const file =
    event.files?.find((one) => holds(one.name)) ??
    (event.text === '' ? event.files?.[0] : undefined);
  const text =
    file && !holds(event.text)
      ? t('search.fileNamed', { name: file.name })
      : readable(event.text, holds);

  return (
    <button
      type="button"
      data-hit=""
      tabIndex={stop ? 0 : -1}
      aria-current={chosen || undefined}
      className={classes(styles.hit, chosen && styles.chosen)}
      onClick={() => void actions.chooseHit(hit)}
    >
      <Avatar id={event.by} name={name} size="small" />
      <span className={styles.body}>
        <span className={styles.line}>
          <span className={styles.author}>{name}</span>
          <time className={styles.time} dateTime={new Date(event.ts).toISOString()}>
            {clock(event.ts, i18n.language)}
          </time>
        </span>
        {withRoom && place && (
          <span className={styles.place}>{several ? `${server?.name} · ${place}` : place}</span>
        )}
        <span className={styles.text}>
          {excerpt(text, words, SHOWN_CHARS).map((piece, index) =>
            piece.hit ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order.
              <mark key={index}>{piece.text}</mark>
            ) : (
              piece.text
            ),
          )}
        </span>
      </span>
    </button>
  );
});
