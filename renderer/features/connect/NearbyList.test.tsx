import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NearbyRoom } from '../../../protocol/ipc';
import { startI18n } from '../../i18n';
import type { AttemptState } from '../../store/slices/attempts';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { ConnectForm } from './ConnectForm';

const KEY = 'k'.repeat(43);
const room = (name: string, more: Partial<NearbyRoom> = {}): NearbyRoom => ({
  id: KEY,
  key: KEY,
  name,
  host: 'Minsu',
  addresses: [{ host: '192.168.0.24', port: 7878 }],
  people: 3,
  lock: false,
  version: '1',
  understood: true,
  known: false,
  ...more,
});
const answers: Record<string, (input: object) => unknown> = {
  connect: () => ({ attempt: 'a1' }),
  'settings.update': (patch) => ({ ...initialState.settings, ...patch }),
};
const call = vi.fn(async (name: string, input: unknown) => ({
  ok: true,
  value: answers[name]?.(Object(input)),
}));

beforeAll(() => startI18n('en'));
beforeEach(() => {
  call.mockClear();
  Object.assign(window, { sarangbang: { call, on: () => () => {} } });
  useStore.setState({
    ...initialState,
    settings: { ...initialState.settings, name: 'Jihoon' },
    nearbySince: Date.now(),
  });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const show = () => {
  render(
    <TooltipProvider>
      <ConnectForm />
    </TooltipProvider>,
  );
  return userEvent.setup();
};
const hear = (...nearby: NearbyRoom[]) => act(() => useStore.setState({ nearby }));
/** Once the form knows which attempt is its own. */
const push = async (state: AttemptState) => {
  await vi.waitFor(() => expect(useStore.getState().attempt).toBe('a1'));
  await act(async () => useStore.setState({ attempts: { a1: state } }));
};
const rows = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('rooms nearby', () => {
  it('says that it is looking, and after a while that nobody is there', () => {
    vi.useFakeTimers();
    useStore.setState({ nearbySince: Date.now() });
    show();
    screen.getByText('Looking around…');
    act(() => vi.advanceTimersByTime(4_000));
    screen.getByText('No open rooms nearby yet. Host one, or check your network.');
    expect(call).toHaveBeenCalledWith('nearby.ask', undefined);
  });

  it('joins with one click, and only the key that was announced will do', async () => {
    const user = show();
    hear(room('Class 3-2'));
    await user.click(screen.getByRole('button', { name: /Class 3-2/ }));
    await vi.waitFor(() =>
      expect(call).toHaveBeenCalledWith('connect', {
        target: {
          hosts: [{ host: '192.168.0.24', port: 7878 }],
          name: 'Class 3-2',
          fingerprint: KEY,
        },
        name: 'Jihoon',
      }),
    );
    await push({ state: 'failed', failure: { code: 'invite-mismatch' } });
    await screen.findByText('Another server answered than the one in the list. We didn’t connect.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('shows the words of an unknown key before the password is typed', async () => {
    const user = show();
    hear(room('Staff room', { lock: true }));
    await user.click(screen.getByRole('button', { name: /Asks for a password/ }));
    await vi.waitFor(() => expect(call).toHaveBeenCalledWith('connect', expect.anything()));
    await push({ state: 'question', question: { kind: 'password', wrong: false } });
    await screen.findByText(/^First visit\. Ask the host if the words match before/);
  });

  it('marks a known key, and offers no way into what this app does not understand', async () => {
    const user = show();
    hear(room('Old friend', { known: true }), room('Future', { id: 'f', understood: false }));
    screen.getByLabelText(/^You have been here before/);
    const future = screen.getByRole('button', { name: /Needs a newer app/ });
    expect(future.getAttribute('aria-disabled')).toBe('true');
    await user.click(future);
    expect(call).not.toHaveBeenCalledWith('connect', expect.anything());
  });

  it('explains first what Windows will ask, and listens only then', async () => {
    act(() => useStore.setState({ platform: 'win32' }));
    const user = show();
    await user.click(screen.getByRole('button', { name: 'Look for rooms nearby' }));
    screen.getByRole('dialog', { name: 'Windows will ask one question' });
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(call).toHaveBeenCalledWith('settings.update', { listenNoticeSeen: true });
  });

  it('does not move a row from under the pointer', async () => {
    const user = show();
    hear(room('B', { id: 'b', people: 5 }), room('C', { id: 'c' }));
    await user.hover(screen.getByRole('button', { name: /C/ }));
    hear(room('C', { id: 'c' }), room('A', { id: 'a', known: true, people: 90 }));
    expect(rows().map((text) => text?.at(0))).toEqual(['B', 'C', 'A']);
    expect(rows()[0]).toContain('closed');
    await user.unhover(screen.getByRole('button', { name: /C/ }));
    expect(rows().map((text) => text?.at(0))).toEqual(['A', 'B', 'C']);
  });
});
