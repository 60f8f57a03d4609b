import { describe, expect, it } from 'vitest';
import { applyEvents, applyNewer, applyOlder, applyPage } from './apply-event';
import { posted } from './fixtures';
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
