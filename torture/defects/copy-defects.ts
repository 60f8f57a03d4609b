/** Mistakes of the local copy: what is kept together, and what is left of a deleted message. */
import type { Defect } from './list';
import type { Edit } from './plant';

const of = (name: string, ...edits: Edit[]): Defect => ({
  name,
  model: 'copy',
  edits,
  histories: 1_000,
});

export const COPY_DEFECTS: readonly Defect[] = [
  of('events are stored one by one', {
    file: 'client/store/transaction.ts',
    from: "if (db.isTransaction) db.exec('ROLLBACK');",
    to: "if (db.isTransaction) db.exec('COMMIT');",
  }),
  of('the former text of a deleted message stays', {
    file: 'client/store/events.ts',
    from: "if (other.kind === 'edited') store({ ...other, text: '' });",
    to: '',
  }),
  of('what a reply quoted of a deleted message stays', {
    file: 'client/store/events.ts',
    from: "if (other.kind === 'posted') store(forgetQuote(other, event.target));",
    to: '',
  }),
  of('a row leaves with anybody’s event of the same number', {
    file: 'client/store/sqlite-store.ts',
    from: 'const id = event.by === mine ? outbox.answer(event) : null;',
    to: 'void mine; const id = outbox.answer({ ...event, from: event.from ?? { epoch: outbox.outboxEpoch(), n: event.seq } }) ?? null;',
  }),
  of('a copy that starts anew keeps what it had', {
    file: 'client/store/sqlite-store.ts',
    from: "if (edge === 'restart') events.clearRoom(room);",
    to: 'void edge;',
  }),
  of('numbers are not kept on disk', {
    file: 'client/store/outbox.ts',
    from: "const lastNumber = (): number => Number(meta.get('outbox_last') ?? 0);",
    to: "let counted = 0;\n  const lastNumber = (): number => Math.min(counted, Number(meta.get('outbox_last') ?? 0));",
  }),
];
