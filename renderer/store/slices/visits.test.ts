import { expect, test } from 'vitest';
import { minsu, posted, seoyeon } from '../fixtures';
import { beginVisit, continueVisit, countVisit, endVisit, initialVisits } from './visits';

test('counts what is said from coming in on, and who said it', () => {
  const begun = beginVisit(initialVisits, 's', 1_000);
  const now = [
    posted(1, { by: seoyeon.id, text: '전에', ts: 900 }),
    posted(2, { by: seoyeon.id, text: '하나', ts: 1_000 }),
    posted(3, { by: minsu.id, text: '둘', ts: 1_001 }),
  ];
  const counted = countVisit(begun, 's', now, 2_000);
  const more = countVisit(
    counted,
    's',
    [posted(4, { by: minsu.id, text: '셋', ts: 1_500 })],
    2_000,
  );
  expect(more.visits.s).toEqual({ since: 1_000, messages: 3, people: [seoyeon.id, minsu.id] });
  expect(beginVisit(more, 's', 5_000).visits.s?.messages).toBe(0);
});

test('goes on over a broken line, and begins anew when the room was closed meanwhile', () => {
  const begun = continueVisit(initialVisits, 's', 1_000);
  expect(continueVisit(begun, 's', 2_000).visits.s?.since).toBe(1_000);
  const over = endVisit(begun, 's');
  expect(over.visits.s).toMatchObject({ since: 1_000, over: true });
  expect(continueVisit(over, 's', 2_000).visits.s).toEqual({
    since: 2_000,
    messages: 0,
    people: [],
  });
});
