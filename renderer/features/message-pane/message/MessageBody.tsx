import type { ReactNode } from 'react';
import type { RoomId } from '../../../../protocol/ids';
import type { Origin, Quote } from '../../../../protocol/message';
import type { ServerId } from '../../../../protocol/views';
import { classes } from '../../../ui/classes';
import { isFewEmoji } from '../emoji';
import { Markdown } from '../markdown/Markdown';
import row from '../Row.module.css';
import { EditedMark } from './EditedMark';
import styles from './Message.module.css';
import { NoticeHead } from './Notice';
import { OriginLine } from './Origin';
import { ReplyQuote } from './ReplyQuote';

interface MessageBodyProps {
  server: ServerId;
  room: RoomId;
  /** A message of the log, or one that is on its way there. */
  message: {
    text: string;
    reply?: Quote;
    forwarded?: Origin;
    announce?: true;
    edited?: number;
  };
  /** Marked where it stands after an @; empty for none. */
  myName: string;
  /** It is not in the log yet, and that takes long. */
  waiting?: boolean;
  /** Below all of it, still on the sheet of an announcement. */
  foot?: ReactNode;
  /** What it carries beside its text. */
  children?: ReactNode;
}

/** What a message says: what it answers or passes on, its text, what it carries. */
export const MessageBody = (props: MessageBodyProps) => {
  const { server, room, message, myName, waiting, foot, children } = props;
  const { text, reply, forwarded, announce, edited } = message;
  const said = (
    <>
      {reply && <ReplyQuote server={server} room={room} quote={reply} />}
      {forwarded && <OriginLine origin={forwarded} />}
      {announce && <NoticeHead />}
      {text !== '' && (
        <div
          className={classes(row.body, isFewEmoji(text) && row.emoji, waiting && row.waiting)}
          data-selectable
          dir="auto"
        >
          <Markdown text={text} myName={myName} />
          {edited !== undefined && <EditedMark ts={edited} />}
        </div>
      )}
      {children}
      {foot}
    </>
  );
  return announce ? <div className={styles.notice}>{said}</div> : said;
};
