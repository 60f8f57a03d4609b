/** A page of history, read and written out as the JSON that is sent: the event loop only copies it. */
import type { RoomId } from '../../../protocol/ids';
import type { HistoryRange } from '../../log/log';
import { cutPage, type Row } from '../../log/page';
import { createRows, type RowsOf, type StoredRow } from '../../log/sqlite/reader';
import type { JobMaker } from '../job';

export interface PageInput {
  room: RoomId;
  range: HistoryRange;
}

export interface PageOutput {
  /** A JSON array of events in rising order, UTF-8. */
  events: Uint8Array<ArrayBuffer>;
  more: boolean;
}

export const page: JobMaker<PageInput, PageOutput> = (bench) => {
  let rowsOf: RowsOf | null = null;
  return {
    run({ room, range }) {
      rowsOf ??= createRows(bench.log());
      const { events, more } = cutPage(texts(rowsOf(room, range)), range);
      return { events: new TextEncoder().encode(`[${events.join(',')}]`), more };
    },
    handOver: ({ events }) => [events.buffer],
  };
};

function* texts(rows: Iterable<StoredRow>): Iterable<Row<string>> {
  for (const { json, bytes } of rows) yield { event: json, bytes };
}
