/** One room of a log in memory: its events, with messages as they are now. */
import {
  applyChange,
  type Change,
  forgetQuote,
  isChange,
  type Message,
  targetOf,
} from '../../protocol/apply-change';
import type { ChatEvent } from '../../protocol/events';
import type { Seq } from '../../protocol/ids';
import type { Revision } from './log';

export class MemoryRoom {
  /** Seqs are dense and start at 1, so that a seq tells its index. */
  readonly events: ChatEvent[] = [];
  /** What edited messages said at first. */
  private readonly originals = new Map<Seq, Revision>();

  add(event: ChatEvent): void {
    this.events.push(event);
    if (isChange(event)) this.change(event);
  }

  message(seq: Seq): Message | null {
    const event = this.events[seq - 1];
    return event?.kind === 'posted' ? event : null;
  }

  revisions(seq: Seq): Revision[] {
    const original = this.originals.get(seq);
    if (!original) return [];
    const texts = this.events.flatMap((event) =>
      event.kind === 'edited' && event.target === seq ? [{ text: event.text, ts: event.ts }] : [],
    );
    return [original, ...texts.slice(0, -1)];
  }

  /** The room was deleted: of what was said in it nothing is left. */
  purge(): void {
    this.originals.clear();
    this.events.forEach((event, i) => {
      const { seq, prev, room, ts, by } = event;
      const bones = { seq, prev, room, ts, by, name: '' };
      if (event.kind === 'posted')
        this.events[i] = { ...bones, kind: 'posted', text: '', gone: { by, ts } };
      if (event.kind === 'edited') this.events[i] = { ...event, name: '', text: '' };
      if (event.kind === 'topic') this.events[i] = { ...event, name: '', topic: '' };
      if (event.kind === 'titled' || event.kind === 'created')
        this.events[i] = { ...event, name: '', title: '' };
    });
  }

  private change(change: Change): void {
    const before = this.message(change.target);
    if (!before) return;
    const after = applyChange(before, change);
    if (after === before) return;
    this.events[change.target - 1] = after;
    if (change.kind === 'edited' && before.edited === undefined) {
      this.originals.set(before.seq, { text: before.text, ts: before.ts });
    }
    if (change.kind === 'deleted') this.forget(change.target);
  }

  private forget(target: Seq): void {
    this.originals.delete(target);
    this.events.forEach((event, i) => {
      if (targetOf(event) !== target) return;
      if (event.kind === 'edited') this.events[i] = { ...event, text: '' };
      if (event.kind === 'posted') this.events[i] = forgetQuote(event, target);
    });
  }
}
