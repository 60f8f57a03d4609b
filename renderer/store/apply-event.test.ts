import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { TIMELINE_MAX_EVENTS } from '../../protocol/limits';
import {
  applyAround,
  applyBelow,
  applyEvents,
  applyNewer,
  applyOlder,
  applyPage,
  covers,
} from './apply-event';
import { posted, seoyeon } from './fixtures';
import { emptyTimeline, type Timeline } from './slices/messages';

const ready: Timeline = {
  ...emptyTimeline,
  events: [posted(4), posted(5)],
  seams: [4],
  state: 'ready',
};
const seqs = (timeline: Timeline): number[] => timeline.events.map(({ seq }) => seq);

describe('live events', () => {
  it('appends what follows', () => {
    expect(seqs(applyEvents(ready, [posted(6), posted(7)]))).toEqual([4, 5, 6, 7]);
  });

  it('ignores what it has, and keeps the same object then', () => {
    expect(applyEvents(ready, [posted(4), posted(5)])).toBe(ready);
    expect(seqs(applyEvents(ready, [posted(5), posted(6), posted(6)]))).toEqual([4, 5, 6]);
  });

  it('stops at a gap and says so', () => {
    const next = applyEvents(ready, [posted(6), posted(8), posted(9)]);
    expect(seqs(next)).toEqual([4, 5, 6]);
    expect(next.gap).toBe(true);
  });

  it('takes seqs that are not dense, as prev says what came before', () => {
    const next = applyEvents(ready, [posted(90, { prev: 5 })]);
    expect(seqs(next)).toEqual([4, 5, 90]);
    expect(next.gap).toBe(false);
  });

  it('sees a gap in front of the first event of a room thought empty', () => {
    const next = applyEvents({ ...ready, events: [] }, [posted(3)]);
    expect(seqs(next)).toEqual([]);
    expect(next.gap).toBe(true);
  });

  it('closes a gap with what was missing', () => {
    const gapped = applyEvents(ready, [posted(8)]);
    const closed = applyNewer(gapped, {
      events: [posted(6), posted(7), posted(8)],
      head: 8,
      more: false,
    });
    expect(seqs(closed)).toEqual([4, 5, 6, 7, 8]);
    expect(closed.gap).toBe(false);
  });
});

describe('pages', () => {
  it('takes the first page together with what came while it was on its way', () => {
    const meanwhile = applyEvents(emptyTimeline, [posted(5), posted(6)]);
    const next = applyPage(meanwhile, { events: [posted(4), posted(5)], head: 5, more: true });
    expect(seqs(next)).toEqual([4, 5, 6]);
    expect(next).toMatchObject({ state: 'ready', older: true, gap: false, seams: [4] });
  });

  it('notices a gap between the first page and what came meanwhile', () => {
    const meanwhile = applyEvents(emptyTimeline, [posted(9)]);
    const next = applyPage(meanwhile, { events: [posted(4)], head: 4, more: false });
    expect(seqs(next)).toEqual([4]);
    expect(next.gap).toBe(true);
  });

  it('puts an older page in front', () => {
    const page = { events: [posted(2), posted(3)], head: 5, more: true };
    const next = applyOlder({ ...ready, loadingOlder: true }, page);
    expect(seqs(next)).toEqual([2, 3, 4, 5]);
    expect(next).toMatchObject({ older: true, loadingOlder: false, seams: [2, 4] });
  });

  it('does not repeat what an older page shares with it', () => {
    const page = { events: [posted(3), posted(4)], head: 5, more: false };
    expect(seqs(applyOlder(ready, page))).toEqual([3, 4, 5]);
  });

  it('refuses a page that does not touch', () => {
    const page = { events: [posted(1), posted(2)], head: 5, more: true };
    expect(seqs(applyOlder(ready, page))).toEqual([4, 5]);
  });

  it('stops asking at the beginning', () => {
    expect(applyOlder(ready, { events: [], head: 5, more: true }).older).toBe(false);
  });
});

describe('changes of messages', () => {
  const edited = (seq: number, target: number): ChatEvent => ({
    ...posted(seq),
    kind: 'edited',
    target,
    text: '고친 말',
  });
  const deleted = (seq: number, target: number): ChatEvent => ({
    ...posted(seq),
    kind: 'deleted',
    target,
  });
  const textAt = (timeline: Timeline, seq: number): string | undefined => {
    const event = timeline.events.find((one) => one.seq === seq);
    return event?.kind === 'posted' ? event.text : undefined;
  };

  it('reach the message that they are about, and leave every other object as it was', () => {
    const next = applyEvents(ready, [edited(6, 4)]);
    expect(textAt(next, 4)).toBe('고친 말');
    expect(next.events[1]).toBe(ready.events[1]);
    expect(seqs(next)).toEqual([4, 5, 6]);
  });

  it('reach a message that came with them', () => {
    expect(textAt(applyEvents(ready, [posted(6), edited(7, 6)]), 6)).toBe('고친 말');
  });

  it('take what a deleted message said out of replies to it', () => {
    const reply = { seq: 4, by: seoyeon.id, name: '이서연', text: 'm4' };
    const next = applyEvents({ ...ready, events: [posted(4), posted(5, { reply })] }, [
      deleted(6, 4),
    ]);
    expect(next.events[1]).toMatchObject({ reply: { text: '' } });
    expect(next.events[0]).toMatchObject({ text: '', gone: { by: seoyeon.id } });
  });

  it('reach messages of an older page that was read before them', () => {
    const heard = applyEvents(ready, [edited(6, 2)]);
    const page = { events: [posted(2), posted(3)], head: 5, more: true };
    expect(textAt(applyOlder(heard, page), 2)).toBe('고친 말');
  });

  it('are folded in once, however often they come', () => {
    const once = applyEvents(ready, [edited(6, 4)]);
    expect(applyEvents(once, [edited(6, 4)])).toBe(once);
  });
});

describe('a window that ends before the newest event', () => {
  const middle: Timeline = { ...ready, newer: true };

  it('takes nothing that comes live but changes of what it holds', () => {
    expect(applyEvents(middle, [posted(90), posted(91)])).toBe(middle);
    const deleted: ChatEvent = { ...posted(92), kind: 'deleted', target: 5 };
    const next = applyEvents(middle, [deleted]);
    expect(seqs(next)).toEqual([4, 5]);
    expect(next.events[1]).toMatchObject({ gone: { by: seoyeon.id } });
  });

  it('goes on with the page below, up to the end of the room', () => {
    const more = applyBelow(middle, { events: [posted(6), posted(7)], head: 9, more: true });
    expect(seqs(more)).toEqual([4, 5, 6, 7]);
    expect(more).toMatchObject({ newer: true, seams: [4, 6] });
    const last = applyBelow(more, { events: [posted(8), posted(9)], head: 9, more: false });
    expect(last.newer).toBe(false);
    expect(seqs(applyEvents(last, [posted(10)]))).toEqual([4, 5, 6, 7, 8, 9, 10]);
  });

  it('refuses a page below that does not touch it', () => {
    const page = { events: [posted(8)], head: 9, more: true };
    expect(seqs(applyBelow({ ...middle, loadingNewer: true }, page))).toEqual([4, 5]);
  });

  it('is what a jump brings: the page that ends there, and the one after it', () => {
    const until = { events: [posted(2), posted(3)], head: 90, more: true };
    const after = { events: [posted(4), posted(5)], head: 90, more: true };
    const next = applyAround(ready, until, after);
    expect(next).toMatchObject({ window: 1, older: true, newer: true, state: 'ready' });
    expect(next && seqs(next)).toEqual([2, 3, 4, 5]);
    expect(applyAround(ready, until, { ...after, events: [posted(5)] })).toBeNull();
  });

  it('knows which seqs it covers', () => {
    const covered = (more: Partial<Timeline>, seq: number) => covers({ ...ready, ...more }, seq);
    expect([3, 4, 5, 6].map((seq) => covered({ newer: true }, seq))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(covered({ older: false }, 1)).toBe(true);
    expect(covered({ newer: false }, 99)).toBe(true);
    expect(covers(emptyTimeline, 1)).toBe(false);
  });

  it('gives way to the newest page', () => {
    const next = applyPage(middle, { events: [posted(90)], head: 90, more: true });
    expect(seqs(next)).toEqual([90]);
    expect(next).toMatchObject({ newer: false, older: true, window: 1 });
  });
});

describe('a full window', () => {
  const run = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => posted(from + i));
  const full: Timeline = {
    ...ready,
    events: run(5_001, TIMELINE_MAX_EVENTS),
    seams: [5_001, 5_061, 5_121, 5_181],
  };

  it('lets the end go when it grows at the beginning', () => {
    const page = { events: run(4_941, 60), head: 9_000, more: true };
    const next = applyOlder(full, page);
    expect(next.events).toHaveLength(TIMELINE_MAX_EVENTS);
    expect(next.events[0]?.seq).toBe(4_941);
    expect(next.newer).toBe(true);
  });

  it('lets the beginning go, to where pages met, when its reader is at the end', () => {
    const next = applyEvents(full, [posted(5_001 + TIMELINE_MAX_EVENTS)]);
    expect(next.events.length).toBeLessThan(TIMELINE_MAX_EVENTS);
    expect(next.events.at(-1)?.seq).toBe(5_001 + TIMELINE_MAX_EVENTS);
    expect(next).toMatchObject({ older: true, newer: false, seams: [5_181] });
    expect(next.events[0]?.seq).toBe(5_181);
  });

  it('takes nothing more while it is read further up', () => {
    const reading = { ...full, following: false };
    const next = applyEvents(reading, [posted(5_001 + TIMELINE_MAX_EVENTS)]);
    expect(next.newer).toBe(true);
    expect(next.events).toBe(full.events);
  });
});
