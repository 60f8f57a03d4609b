/**
 * The local copy on disk: whatever comes, in pages or live, however it is closed, cut off or
 * refused by the disk, it holds an unbroken run of the log, with messages as the server has them,
 * and an outbox that loses, doubles and renumbers nothing by itself.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ClientStore } from '../../../client/api';
import { openSqliteStore } from '../../../client/store/sqlite-store';
import type { ChatEvent } from '../../../protocol/events';
import { LOBBY } from '../../../protocol/ids';
import { fc } from '../../../protocol/testing/property';
import type { PendingMessage } from '../../../protocol/views';
import { MemoryRoom } from '../../../server/log/memory-room';
import type { Model } from '../model';
import { quickFolder } from '../quick-folder';
import { must } from '../violation';
import { canonical } from '../world/audit';

const ME = `k${'m'.repeat(22)}`;
const OTHER = `k${'o'.repeat(22)}`;

type Step =
  | { do: 'say'; what: 'post' | 'reply' | 'edit' | 'delete' | 'react'; mine: boolean; back: number }
  | { do: 'live' | 'page' | 'older' | 'restart' | 'torn'; count: number }
  | { do: 'write' | 'reopen' | 'cut-off' | 'rename' }
  | { do: 'send' | 'refuse' | 'retry' | 'take-back' | 'renumber'; row: number };

const count = fc.integer({ min: 1, max: 6 });
const row = fc.nat({ max: 4 });
const of = (
  weight: number,
  verb: Step['do'],
  fields: Record<string, fc.Arbitrary<unknown>> = {},
) => ({
  weight,
  arbitrary: fc.record(fields).map((rest) => ({ do: verb, ...rest }) as Step),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  of(9, 'say', {
    what: fc.constantFrom('post', 'post', 'reply', 'edit', 'edit', 'delete', 'react'),
    mine: fc.boolean(),
    back: fc.nat({ max: 5 }),
  }),
  of(6, 'live', { count }),
  of(3, 'page', { count }),
  of(3, 'older', { count }),
  of(1, 'restart', { count }),
  of(2, 'torn', { count }),
  of(5, 'write'),
  of(5, 'send', { row }),
  of(2, 'refuse', { row }),
  of(1, 'retry', { row }),
  of(1, 'take-back', { row }),
  of(1, 'renumber', { row }),
  of(1, 'rename'),
  of(1, 'reopen'),
  of(2, 'cut-off'),
);

class Run {
  readonly #folder = quickFolder('copy');
  readonly #log = new MemoryRoom();
  /** As they were when they were said. */
  readonly #said: ChatEvent[] = [];
  #images = 0;
  #file = path.join(this.#folder, '0', 'copy.db');
  #store: ClientStore = openSqliteStore(this.#file);
  /** What the copy should hold: from and to, both included; null for nothing. */
  #window: { first: number; last: number } | null = null;
  #rows: PendingMessage[] = [];
  #count = 0;

  constructor() {
    const me = { id: ME, name: '나', role: 'member', wire: 'app', presence: 'online' } as const;
    this.#store.setMe({ ...me, verified: true });
    this.#store.startOver('00000000000000aa');
  }

  take(step: Step): void {
    switch (step.do) {
      case 'say':
        this.#say(step);
        break;
      case 'live':
      case 'page':
      case 'torn':
        this.#continue(step);
        break;
      case 'older':
        this.#older(step.count);
        break;
      case 'restart':
        this.#restart(step.count);
        break;
      case 'reopen':
      case 'cut-off':
        this.#reopen(step.do);
        break;
      case 'write':
        this.#count += 1;
        this.#rows.push(this.#store.enqueue(LOBBY, `씀 ${this.#count}`, this.#count));
        break;
      case 'rename':
        this.#store.newOutboxEpoch();
        this.#rows = this.#store.outbox();
    }
    if ('row' in step) this.#row(step);
    this.#check();
  }

  close(): void {
    this.#store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #add(draft: object): void {
    const seq = this.#said.length + 1;
    const event = { room: LOBBY, ts: seq, name: '이름', ...draft, seq, prev: seq - 1 } as ChatEvent;
    this.#said.push(event);
    this.#log.add(event);
  }

  #say({ what, mine, back }: Extract<Step, { do: 'say' }>): void {
    const by = mine ? ME : OTHER;
    const text = `말 ${this.#said.length}`;
    const messages = this.#said.filter(({ kind }) => kind === 'posted');
    const target = messages.at(-1 - back)?.seq;
    const about = target === undefined ? null : this.#log.message(target);
    if (what === 'post' || !about || about.gone) this.#add({ kind: 'posted', by, text });
    else if (what === 'reply') {
      const { seq, by: whose, name, text: quoted } = about;
      this.#add({ kind: 'posted', by, text, reply: { seq, by: whose, name, text: quoted } });
    } else if (what === 'edit') this.#add({ kind: 'edited', by: about.by, target, text });
    else if (what === 'delete') this.#add({ kind: 'deleted', by, target });
    else this.#add({ kind: 'reacted', by, target, emoji: '👍', on: back % 2 === 0 });
  }

  /** What follows what is held: as it was said, or in a page, as it is by now. */
  #continue({ do: how, count }: { do: Step['do']; count: number }): void {
    const last = this.#window?.last ?? 0;
    const source = how === 'live' ? this.#said : this.#log.events;
    const next = source.slice(last, last + count);
    if (next.length === 0) return;
    if (how === 'torn') {
      // One of them comes twice, which the disk refuses: nothing of it may be kept.
      const outbox = canonical(this.#store.outbox());
      try {
        this.#store.addEvents(LOBBY, [...next, next[0] as ChatEvent], 'live');
        must(false, 'an event was stored twice');
      } catch (why) {
        must(/UNIQUE|PRIMARY/.test(String(why)), String(why));
      }
      must(
        canonical(this.#store.outbox()) === outbox,
        'rows left with events that were not stored',
      );
      return;
    }
    this.#answered(this.#store.addEvents(LOBBY, next, 'live'), next);
    this.#window = { first: this.#window?.first ?? 1, last: last + next.length };
  }

  #older(count: number): void {
    if (!this.#window || this.#window.first === 1) return;
    const { first, last } = this.#window;
    const page = this.#log.events.slice(Math.max(0, first - 1 - count), first - 1);
    this.#answered(this.#store.addEvents(LOBBY, page, 'older'), page);
    this.#window = { first: first - page.length, last };
  }

  #restart(count: number): void {
    const page = this.#log.events.slice(-count);
    if (page.length === 0) return;
    this.#answered(this.#store.addEvents(LOBBY, page, 'restart'), page);
    this.#window = { first: page[0]?.seq ?? 1, last: this.#said.length };
  }

  /** A row leaves with the event that it became, and with no other. */
  #answered(ids: readonly string[], events: readonly ChatEvent[]): void {
    const refusedLast = this.#rows.toSorted((a, b) => refused(a) - refused(b));
    const expected = events.flatMap((event) => refusedLast.find((row) => became(event, row)) ?? []);
    const same = canonical([...ids].sort()) === canonical(expected.map(({ id }) => id).sort());
    must(same, `answered are ${ids.length} rows, not ${expected.length}`);
    this.#rows = this.#rows.filter((one) => !expected.includes(one));
  }

  /** In order, or at once: then what the disk has at that moment is all that is left. */
  #reopen(how: 'reopen' | 'cut-off'): void {
    if (how === 'cut-off') {
      this.#images += 1;
      const image = path.join(this.#folder, String(this.#images));
      for (const suffix of ['', '-wal']) {
        const from = `${this.#file}${suffix}`;
        if (existsSync(from)) cpSync(from, path.join(image, `copy.db${suffix}`));
      }
      this.#store.close();
      this.#file = path.join(image, 'copy.db');
    } else this.#store.close();
    this.#store = openSqliteStore(this.#file);
  }

  #row(step: Extract<Step, { row: number }>): void {
    const row = this.#rows[step.row % Math.max(1, this.#rows.length)];
    if (!row) return;
    const { id, from, text } = row;
    if (step.do === 'send') {
      // The server has it; its event will come with the others.
      if (
        row.state === 'failed' ||
        this.#said.some((one) => canonical(one.from) === canonical(from))
      ) {
        return;
      }
      this.#add({ kind: 'posted', by: ME, text, from });
    } else if (step.do === 'refuse') {
      const failed = { ...row, state: 'failed' as const };
      this.#store.updatePending(failed);
      this.#rows = this.#rows.map((one) => (one === row ? failed : one));
    } else if (step.do === 'retry') {
      const again = this.#store.requeue(id);
      must((again !== null) === (row.state === 'failed'), 'only what was refused is tried again');
      if (again) this.#rows = [...this.#rows.filter((one) => one !== row), again];
    } else if (step.do === 'take-back') {
      this.#store.removePending(id);
      this.#rows = this.#rows.filter((one) => one !== row);
    } else {
      this.#store.renumber(from.n - 1);
      this.#checkNumbers(from.n);
      this.#rows = this.#store.outbox();
    }
  }

  /** From there on without holes, in the order in which they were written. */
  #checkNumbers(first: number): void {
    const rows = this.#store.outbox();
    const ids = (list: readonly PendingMessage[]) => list.map(({ id }) => id).join();
    must(ids(rows) === ids(this.#rows), 'renumbering changed the order');
    const above = rows.filter(({ state, from }) => state !== 'failed' && from.n >= first);
    const dense = above.every(({ from }, i) => from.n === first + i);
    must(dense, `numbers from ${first}: ${above.map(({ from }) => from.n)}`);
    must(this.#store.lastNumber() === first + above.length - 1, 'the last number is another');
  }

  #check(): void {
    const window = this.#window;
    const range = this.#store.range(LOBBY);
    const expected = window && { ...window, olderMayExist: window.first > 1 };
    must(
      canonical(range) === canonical(expected),
      `holds ${canonical(range)}, not ${canonical(expected)}`,
    );
    must(
      canonical(this.#store.outbox()) === canonical(this.#rows),
      `the outbox is ${canonical(this.#store.outbox())}, not ${canonical(this.#rows)}`,
    );
    if (!window) return;
    const held = this.#store.read(LOBBY, { limit: 1_000 });
    const seqs = held.every(({ seq }, i) => seq === window.first + i);
    must(seqs && held.length === window.last - window.first + 1, 'the run has a hole');
    if (window.last !== this.#said.length) return;
    for (const event of held) {
      const there = this.#log.events[event.seq - 1];
      must(canonical(event) === canonical(there), `${canonical(event)} is not ${canonical(there)}`);
    }
  }
}

const refused = ({ state }: PendingMessage): number => (state === 'failed' ? 1 : 0);

/** The same number; of what was changed since the text says nothing. */
const became = (event: ChatEvent, { from, text }: PendingMessage): boolean =>
  event.kind === 'posted' &&
  event.by === ME &&
  canonical(event.from) === canonical(from) &&
  (event.as !== undefined || event.text === text);

function play(steps: readonly Step[]): void {
  const run = new Run();
  try {
    for (const one of steps) run.take(one);
  } finally {
    run.close();
  }
}

const steps = fc.array(step, { minLength: 4, maxLength: 50, size: 'max' });

/** A number that stands for a refused message and, after the server lost its end, for another. */
const GIVEN_TWICE: readonly Step[] = [
  { do: 'write' },
  { do: 'refuse', row: 0 },
  { do: 'renumber', row: 0 },
  { do: 'write' },
  { do: 'send', row: 1 },
  { do: 'page', count: 1 },
];

export const copy: Model = {
  name: 'copy',
  once: [GIVEN_TWICE],
  property: () => fc.property(steps, play),
};
