/** A share of `npm run middle`. */
import { expect, it, onTestFinished } from 'vitest';
import { House } from '../support/house';
import { tryInTheMiddle } from './run';

const TRIES = 500;

it('tells nobody in the middle who it is, whatever they do', { timeout: 120_000 }, async () => {
  const house = await House.open();
  onTestFinished(async () => void (await house.end('SIGKILL')));
  const tried = await tryInTheMiddle(house, TRIES);
  expect(tried.reduce((sum, { tries }) => sum + tries, 0)).toBe(TRIES);
  // they came: a trial in which nobody was met would show nothing
  for (const { tries } of tried) expect(tries).toBeGreaterThan(0);
  for (const { attack, greetings } of tried) {
    // without TLS, or with another than was asked for, not even that is said
    if (!attack.startsWith('another key')) expect(greetings, attack).toBe(0);
  }
});
