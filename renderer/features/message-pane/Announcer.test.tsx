/** What is read out of what is said: who and what, once, and nothing that is no news. */
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChatEvent, EventOf } from '../../../protocol/events';
import { startI18n } from '../../i18n';
import { jihoon, minsu, posted, seoyeon } from '../../store/fixtures';
import { initialState, useStore } from '../../store/store';
import { Announcer } from './Announcer';

beforeAll(() => startI18n('en'));
beforeEach(() => useStore.setState(initialState));
afterEach(cleanup);

const read = () => [...screen.getByRole('log').children].map((line) => line.textContent);
const list = (events: readonly ChatEvent[], live = true) => (
  <Announcer events={events} me={minsu.id} live={live} />
);
const FIRST = posted(1, { by: seoyeon.id, name: 'Seoyeon', text: 'from before' });
const by = (seq: number, more: Partial<EventOf<'posted'>>) =>
  posted(seq, { by: jihoon.id, name: 'Jihoon', ...more });

test('new messages of others, without marks and without their time', () => {
  const { rerender } = render(list([FIRST]));
  expect(read()).toEqual([]);
  const events = [FIRST, by(2, { text: 'which **typeface**? ||Batang||' })];
  rerender(list(events));
  expect(read()).toEqual(['Jihoon: which typeface? ▒▒▒']);
  const line = screen.getByRole('log').firstChild;
  // drawn again with the same news: nothing is added, so nothing is read twice
  rerender(list([...events]));
  expect(screen.getByRole('log').firstChild).toBe(line);
  rerender(list([...events, by(3, { text: 'hall at 3', announce: true })]));
  expect(read()).toEqual(['Jihoon: Announcement, hall at 3']);
  rerender(list([...events, by(3, {}), posted(4, { by: minsu.id, text: 'mine' })]));
  expect(read()).toEqual(['Jihoon: Announcement, hall at 3']);
});

test('of a burst the newest three', () => {
  const { rerender } = render(list([FIRST]));
  const burst = [2, 3, 4, 5, 6].map((seq) => by(seq, { text: `line ${seq}` }));
  rerender(list([FIRST, ...burst]));
  expect(read()).toEqual(['Jihoon: line 4', 'Jihoon: line 5', 'Jihoon: line 6']);
});

test('not a page of history, not what is folded', () => {
  const { rerender } = render(list([FIRST], false));
  rerender(list([FIRST, by(2, { text: 'a page' })], false));
  rerender(list([FIRST, by(2, {}), by(3, { text: 'the end of it' })], true));
  expect(read()).toEqual([]);
  useStore.setState(({ settings }) => ({
    settings: { ...settings, blocked: [{ user: jihoon.id, name: 'Jihoon' }] },
  }));
  rerender(list([FIRST, by(2, {}), by(3, {}), by(4, { text: 'unheard' })], true));
  expect(read()).toEqual([]);
});
