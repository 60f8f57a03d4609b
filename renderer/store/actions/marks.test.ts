// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { minsu, posted, server } from '../fixtures';
import { place } from '../place';
import { putServer } from '../slices/servers';
import { initialState, useStore } from '../store';
import { selectWished } from '../wished';
import { react } from './marks';

const view = server();
const message = posted(7) as Parameters<typeof selectWished>[2];
/** What was asked of the server, each answered by hand. */
let asked: { on: boolean; answer: (ok: boolean) => void }[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('sarangbang', {
    call: (_name: string, { command }: { command: { on: boolean } }) =>
      new Promise((resolve) => {
        const answer = (ok: boolean) =>
          resolve({
            ok: true,
            value: ok ? { ok, result: {} } : { ok, error: { code: 'not-allowed' } },
          });
        asked.push({ on: command.on, answer });
      }),
    on: () => () => {},
  });
  useStore.setState({ ...initialState, ...putServer(initialState, view) });
});

const shown = () => selectWished(useStore.getState(), view.id, message).reactions ?? [];
const press = (on: boolean) => react(view.id, 'lobby', 7, '👍', on);
const MINE = [{ emoji: '👍', users: [minsu.id] }];

it('a reaction is there before the server has answered, and gone when it says no', async () => {
  const outcome = press(true);
  expect(shown()).toEqual(MINE);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.answer(false);
  expect(await outcome).toEqual({ ok: false, error: { code: 'not-allowed' } });
  expect(shown()).toEqual([]);
  expect(useStore.getState().wishes[place(view.id, 'lobby')]).toBeUndefined();
});

it('what is pressed quickly is asked in the order of the presses, and the last one is shown', async () => {
  const first = press(true);
  const second = press(false);
  expect(shown()).toEqual([]);
  await vi.waitFor(() => expect(asked.map(({ on }) => on)).toEqual([true]));
  asked[0]?.answer(false);
  await first;
  expect(shown()).toEqual([]);
  await vi.waitFor(() => expect(asked.map(({ on }) => on)).toEqual([true, false]));
  asked[1]?.answer(true);
  expect((await second).ok).toBe(true);
});
