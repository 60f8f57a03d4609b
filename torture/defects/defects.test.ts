/** What a test catches is seen by breaking what it tests. All of them: `npm run defects`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hunt } from './hunt';
import { DEFECTS } from './list';
import { edited } from './plant';

/** Found within seconds. The first six are those that every messenger makes once. */
const SHARE = [
  'acknowledging before commit',
  'deduplication in memory only',
  'no head with the ping',
  'sending again after what is new',
  'saving the cursor before the event',
  'no closing of the older connection',
  'a refusal that does not count as decided',
  'events that do not follow are kept',
  'a gap between the state and what is live',
  'one passing failure ends the order',
  'a role that is remembered after it was taken away',
  'names are free again after a restart',
  'names are compared as they are written',
  'events are stored one by one',
];

describe('planted mistakes', () => {
  it('each has its place in the source, exactly once', () => {
    for (const { name, edits } of DEFECTS) {
      for (const edit of edits) {
        expect(edited(readFileSync(edit.file, 'utf8'), edit), name).not.toBe('');
      }
    }
    expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
    expect(DEFECTS.length).toBeGreaterThan(30);
  });

  it('one whose place is gone, or there twice, is an error', () => {
    const edit = { file: 'some.ts', from: 'a', to: 'b' };
    expect(edited('a', edit)).toBe('b');
    expect(() => edited('c', edit)).toThrow('some.ts has the place of the mistake 0 times');
    expect(() => edited('a a', edit)).toThrow('2 times');
  });

  it.each(SHARE)(
    'caught: %s',
    async (name) => {
      const defect = DEFECTS.find((one) => one.name === name);
      if (!defect) throw new Error(`no such defect: ${name}`);
      const { failure } = await hunt(defect, 2);
      expect(failure).not.toBe(null);
    },
    300_000,
  );
});
