import { describe, expect, it } from 'vitest';
import { startRecord } from '../../protocol/updates';
import { beginStart, gotUp } from './starts';

const empty = startRecord.parse({});

/** So many starts in a row that end before the page is there. */
const failing = (before: typeof empty, version: string, times: number) => {
  let record = before;
  let goBack: string | null = null;
  for (let i = 0; i < times; i += 1) ({ record, goBack } = beginStart(record, version));
  return { record, goBack };
};

describe('a version that does not get up', () => {
  it('is asked about at the third start, and remembered', () => {
    const good = gotUp(empty, '1.0.0');
    expect(failing(good, '2.0.0', 2).goBack).toBeNull();
    const { record, goBack } = failing(good, '2.0.0', 3);
    expect(goBack).toBe('1.0.0');
    expect(record.failed).toEqual(['2.0.0']);
  });

  it('is nothing to go back from when it was never otherwise', () => {
    expect(failing(empty, '1.0.0', 9).goBack).toBeNull();
    expect(failing(gotUp(empty, '1.0.0'), '1.0.0', 9).goBack).toBeNull();
  });

  it('is forgiven when it gets up after all', () => {
    const { record } = failing(gotUp(empty, '1.0.0'), '2.0.0', 3);
    expect(gotUp(record, '2.0.0')).toEqual({ starting: null, good: '2.0.0', failed: [] });
  });

  it('is no worse for the failures of another', () => {
    const { record } = failing(gotUp(empty, '1.0.0'), '2.0.0', 2);
    expect(beginStart(record, '2.1.0').goBack).toBeNull();
  });

  it('a broken record is an empty one', () => {
    expect(startRecord.parse({ starting: 7, good: '../x', failed: 'all' })).toEqual(empty);
  });
});
