import { memo, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOf } from '../../../protocol/events';
import type { UserInfo } from '../../../protocol/model';
import { isForMe } from '../../../protocol/telling';
import type { ServerId } from '../../../protocol/views';
import { useStore } from '../../store/store';
import { useWished } from '../../store/wished';
import { classes } from '../../ui/classes';
import { Author, AuthorPicture } from './Author';
import { ToolStrip } from './actions/ToolStrip';
import { ChosenRow } from './active-row';
import { Attachments } from './files/Attachments';
import { GoneText } from './message/GoneText';
import { ImportedMark } from './message/ImportedMark';
import { MessageBody } from './message/MessageBody';
import { NoticeFoot } from './message/Notice';
import { Reactions } from './message/Reactions';
import styles from './Row.module.css';
import { clock, fullTime, shortClock } from './time';

interface MessageRowProps {
  server: ServerId;
  event: EventOf<'posted'>;
  head: boolean;
  me: UserInfo | null;
}

/** One message; `head` begins a block and so shows who speaks. */
export const MessageRow = memo(({ server, event: told, head, me }: MessageRowProps) => {
  const event = useWished(server, told);
  const { i18n } = useTranslation();
  const keywords = useStore(({ settings }) => settings.keywords);
  const chosen = useContext(ChosenRow);
  const [pointed, setPointed] = useState(false);
  const language = i18n.language;
  const mine = event.by === me?.id;
  const gone = event.gone !== undefined;
  const calls =
    !mine && !gone && !event.announce && me !== null && isForMe(event, me, keywords ?? []);
  const time = (
    <time
      className={head ? styles.time : styles.gutter}
      dateTime={new Date(event.ts).toISOString()}
      title={fullTime(event.ts, language)}
    >
      {head ? clock(event.ts, language) : shortClock(event.ts, language)}
    </time>
  );
  return (
    <div
      className={classes(styles.message, head && styles.head, calls && styles.calls)}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      {head && <AuthorPicture server={server} id={event.by} name={event.name} wire={event.wire} />}
      {head ? (
        <div className={styles.who}>
          <Author server={server} id={event.by} name={event.name} wire={event.wire} />
          {time}
          {event.imported && <ImportedMark name={event.name} ts={event.ts} />}
        </div>
      ) : (
        <>
          <span className="sr-only">{event.name}</span>
          {time}
        </>
      )}
      {gone ? (
        <GoneText message={event} />
      ) : (
        <>
          <MessageBody
            server={server}
            room={event.room}
            message={event}
            myName={mine ? '' : (me?.name ?? '')}
            foot={event.announce && <NoticeFoot server={server} message={event} />}
          >
            {event.files && <Attachments server={server} event={event} />}
          </MessageBody>
          <Reactions server={server} message={event} />
        </>
      )}
      {(pointed || chosen) && !gone && <ToolStrip message={event} me={me?.id ?? null} />}
    </div>
  );
});
