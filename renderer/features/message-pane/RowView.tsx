import { memo } from 'react';
import type { UserInfo } from '../../../protocol/model';
import type { ServerId } from '../../../protocol/views';
import { DayDivider } from './DayDivider';
import { Folded } from './Folded';
import { MessageRow } from './MessageRow';
import { PendingRow } from './PendingRow';
import type { Row } from './rows';
import { ComingRow, SystemRow } from './SystemRow';
import { UnreadLine } from './UnreadLine';

interface RowViewProps {
  row: Row;
  server: ServerId;
  me: UserInfo | null;
}

const same = (a: RowViewProps, b: RowViewProps): boolean => {
  if (a.server !== b.server || a.me !== b.me) return false;
  // Rows are built anew with every event; what they stand for is the same object as before.
  const keys = Object.keys(a.row) as (keyof Row)[];
  return a.row.kind !== 'coming' && keys.every((key) => Object.is(a.row[key], b.row[key]));
};

/** One line, whatever kind it is of. */
export const RowView = memo(({ row, server, me }: RowViewProps) => {
  switch (row.kind) {
    case 'day':
      return <DayDivider ts={row.ts} />;
    case 'unread':
      return <UnreadLine />;
    case 'system':
      return <SystemRow server={server} event={row.event} />;
    case 'coming':
      return <ComingRow coming={row.coming} />;
    case 'pending':
      return <PendingRow server={server} message={row.message} head={row.head} me={me} />;
    case 'message':
      return (
        <Folded by={row.event.by}>
          <MessageRow server={server} event={row.event} head={row.head} me={me} />
        </Folded>
      );
  }
}, same);
