import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventOf } from '../../../protocol/events';
import { mentionsName } from '../../../protocol/mentions';
import { Avatar } from '../../ui/Avatar';
import { classes } from '../../ui/classes';
import { Author } from './Author';
import { isFewEmoji } from './emoji';
import { Markdown } from './markdown/Markdown';
import styles from './Row.module.css';
import { clock, fullTime, shortClock } from './time';

interface MessageRowProps {
  event: EventOf<'posted'>;
  head: boolean;
  mine: boolean;
  myName: string;
}

/** One message; `head` begins a block and so shows who speaks. */
export const MessageRow = memo(({ event, head, mine, myName }: MessageRowProps) => {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const time = (
    <time
      className={head ? styles.time : styles.gutter}
      dateTime={new Date(event.ts).toISOString()}
      title={fullTime(event.ts, language)}
    >
      {head ? clock(event.ts, language) : shortClock(event.ts, language)}
    </time>
  );
  const calls = !mine && myName !== '' && mentionsName(event.text, myName);
  return (
    <div className={classes(styles.message, head && styles.head, calls && styles.calls)}>
      {head && <Avatar id={event.by} name={event.name} size="large" className={styles.avatar} />}
      {head ? (
        <div className={styles.who}>
          <Author id={event.by} name={event.name} wire={event.wire} />
          {time}
        </div>
      ) : (
        <>
          <span className="sr-only">{event.name}</span>
          {time}
        </>
      )}
      <div
        className={classes(styles.body, isFewEmoji(event.text) && styles.emoji)}
        data-selectable
        dir="auto"
      >
        <Markdown text={event.text} myName={mine ? '' : myName} />
      </div>
    </div>
  );
});
