/** What limits say, without a disk and without a clock. */
import { describe, expect, it } from 'vitest';
import { DISK_RESERVE_BYTES, UPLOAD_KEEP_MS, UPLOADS_PER_USER_MAX } from '../../protocol/limits';
import { emptyFiles, type Files, foldFileEvent, forgetFile } from '../projections/files';
import {
  type Bespoken,
  bespokenBytes,
  fitsDisk,
  isAbandoned,
  outlived,
  whyNoPlace,
} from './allowance';
import { FILE_LIMITS } from './policy';

const DAY_MS = 86_400_000;
const LIMITS = { ...FILE_LIMITS, maxBytes: 100, userBytes: 150, totalBytes: 200 };

/** Files of messages, one each: who, which bytes, how many, when. */
function posted(list: [by: string, hash: string, size: number, ts?: number][]): Files {
  const files = emptyFiles();
  list.forEach(([by, hash, size, ts = 0], i) => {
    const ref = { id: `f${i}`, name: 'a', size, type: 'text/plain', hash };
    const event = { kind: 'posted', room: 'lobby', seq: i + 1, ts, by, name: by, text: '' };
    foldFileEvent(files, { ...event, files: [ref] } as never);
  });
  return files;
}

const one = (user: string, hash: string, size: number, whole = false): Bespoken => ({
  ...{ user, hash, size, whole },
});

const code = (asked: Bespoken, files = emptyFiles(), uploads: Bespoken[] = []) =>
  whyNoPlace(asked, { limits: LIMITS, files, uploads });

describe('a place for one more', () => {
  it('is bounded by its size, by whose it is and by all there are', () => {
    expect(code(one('ann', 'x', 100))).toBeNull();
    expect(code(one('ann', 'x', 101))).toMatchObject({ code: 'too-large', limit: 100 });
    const files = posted([['ann', 'x', 100]]);
    expect(code(one('ann', 'y', 50), files)).toBeNull();
    expect(code(one('ann', 'y', 51), files)).toMatchObject({ field: 'quota', limit: 150 });
    const on = [one('bob', 'z', 60)];
    expect(code(one('cho', 'y', 40), files, on)).toBeNull();
    expect(code(one('cho', 'y', 41), files, on)).toMatchObject({ field: 'server', limit: 200 });
  });

  it('is none where files are not taken, and for too many uploads at once', () => {
    const limits = { ...LIMITS, totalBytes: 0 };
    const asked = one('ann', 'x', 0);
    expect(whyNoPlace(asked, { limits, files: emptyFiles(), uploads: [] })).toMatchObject({
      ...{ code: 'too-large', limit: 0 },
    });
    const many = Array.from({ length: UPLOADS_PER_USER_MAX }, (_, i) => one('ann', `${i}`, 0));
    expect(code(asked, emptyFiles(), many)).toMatchObject({ field: 'uploads' });
    expect(code(one('bob', 'x', 0), emptyFiles(), many)).toBeNull();
  });
});

describe('the same bytes', () => {
  it('count once, for a person and for all, until the last message with them is gone', () => {
    const files = posted([
      ['ann', 'x', 90],
      ['ann', 'x', 90],
      ['bob', 'x', 90],
    ]);
    expect([files.bytes, files.bytesOf.get('ann'), files.bytesOf.get('bob')]).toEqual([90, 90, 90]);
    forgetFile(files, 'f0');
    expect([files.bytes, files.bytesOf.get('ann')]).toEqual([90, 90]);
    forgetFile(files, 'f1');
    expect([files.bytes, files.bytesOf.get('ann')]).toEqual([90, undefined]);
    forgetFile(files, 'f2');
    expect([files.bytes, files.bytesOf.size, files.ofContent.size, files.heldBy.size]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('count only when they are there: a promise of a known hash is no way around a limit', () => {
    const files = posted([['ann', 'x', 90]]);
    expect(bespokenBytes(files, [one('ann', 'x', 90)])).toBe(90);
    expect(bespokenBytes(files, [one('ann', 'x', 90, true), one('bob', 'x', 90, true)])).toBe(0);
    expect(bespokenBytes(files, [one('bob', 'x', 90, true)], 'bob')).toBe(90);
    expect(bespokenBytes(files, [one('bob', 'y', 5, true), one('cho', 'y', 5, true)])).toBe(5);
    // Under another size it is something else.
    expect(bespokenBytes(files, [one('bob', 'x', 89, true)])).toBe(89);
    expect(code(one('ann', 'x', 90, true), files)).toBeNull();
    expect(code(one('ann', 'x', 90), files)).toMatchObject({ field: 'quota' });
  });
});

describe('the disk', () => {
  it('keeps its reserve beside all that is on its way', () => {
    expect(fitsDisk(DISK_RESERVE_BYTES + 10, 10)).toBe(true);
    expect(fitsDisk(DISK_RESERVE_BYTES + 10, 11)).toBe(false);
    expect(fitsDisk(null, Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

describe('time', () => {
  const isRoom = (room: string): boolean => room === 'lobby';
  const ids = (files: Files, days: number | null, now: number, rooms = isRoom) =>
    outlived(files, { days, now, isRoom: rooms }).map(({ ref }) => ref.id);

  it('counts for each message of its own, also where the bytes are the same', () => {
    const files = posted([
      ['ann', 'x', 1, 0],
      ['bob', 'x', 1, DAY_MS],
    ]);
    expect(ids(files, 2, 2 * DAY_MS - 1)).toEqual([]);
    expect(ids(files, 2, 2 * DAY_MS)).toEqual(['f0']);
    expect(ids(files, 2, 3 * DAY_MS)).toEqual(['f0', 'f1']);
    expect(ids(files, null, 1_000 * DAY_MS)).toEqual([]);
  });

  it('is over with the room', () => {
    expect(ids(posted([['ann', 'x', 1]]), null, 0, () => false)).toEqual(['f0']);
  });

  it('of an upload runs from its last byte, and not while somebody sends', () => {
    const at = UPLOAD_KEEP_MS + 1;
    expect(isAbandoned({ busy: false, touched: 0 }, at)).toBe(true);
    expect(isAbandoned({ busy: true, touched: 0 }, at)).toBe(false);
    expect(isAbandoned({ busy: false, touched: 1 }, at)).toBe(false);
  });
});
