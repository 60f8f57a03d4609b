/** A small share of `npm run floods -- --app`: how fast it all is depends on the machine and is not held. */
import { expect, test } from '@playwright/test';
import { withFloodedApp } from '../trials/floods/app';
import { senders } from '../trials/floods/inside';

test('people who never wait are told to, and the window of the host takes every key and ends at the newest line', async () => {
  const { told, talk, shown } = await withFloodedApp(senders, { seconds: 2, scale: 0.125 });
  expect(told).toMatch(/[1-9]\d* told how long to wait$/);
  expect(talk.said).toBeGreaterThan(0);
  expect(shown).toBeGreaterThan(0);
});
