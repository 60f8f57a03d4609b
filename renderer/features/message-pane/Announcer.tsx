import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatEvent, EventOf } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import { useStore } from '../../store/store';
import { plainText } from '../../ui/plain-text';

/** In a burst only the newest few are read out. */
const MOST = 3;

/** What somebody said, as one would read it out: no marks of Markdown, files by their names. */
const saidIn = ({ text, files, announce }: EventOf<'posted'>, announcement: string): string =>
  [announce && announcement, plainText(text), ...(files ?? []).map(({ name }) => name)]
    .filter(Boolean)
    .join(', ');

interface AnnouncerProps {
  events: readonly ChatEvent[];
  me: UserId | null;
  /** The events end with the newest one: what is added is news, not a page of history. */
  live: boolean;
}

/** Reads new messages of others to screen readers: who and what, never the time. */
export const Announcer = ({ events, me, live }: AnnouncerProps) => {
  const { t } = useTranslation();
  const blocked = useStore(({ settings }) => settings.blocked);
  const told = useRef(events.at(-1)?.seq ?? 0);
  const wasLive = useRef(live);
  const [lines, setLines] = useState<readonly { seq: number; text: string }[]>([]);
  useEffect(() => {
    const last = told.current;
    told.current = Math.max(events.at(-1)?.seq ?? 0, last);
    const before = wasLive.current;
    wasLive.current = live;
    // The first page of a room is not news, nor is one that was scrolled to.
    if (last === 0 || !live || !before) return;
    const news = [];
    for (let index = events.length - 1; index >= 0 && news.length < MOST; index--) {
      const event = events[index];
      if (!event || event.seq <= last) break;
      // What is folded on the screen is not read out either.
      if (blocked.some(({ user }) => user === event.by)) continue;
      if (event.kind === 'posted' && event.by !== me)
        news.unshift({
          seq: event.seq,
          text: t('chat.announce', {
            name: event.name,
            text: saidIn(event, t('message.announcement')),
          }),
        });
    }
    if (news.length > 0) setLines(news);
  }, [events, me, live, blocked, t]);
  return (
    <div className="sr-only" role="log" aria-live="polite" aria-relevant="additions">
      {lines.map(({ seq, text }) => (
        <p key={seq}>{text}</p>
      ))}
    </div>
  );
};
