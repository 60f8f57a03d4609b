import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UpdateState } from '../../../protocol/updates';
import { startI18n } from '../../i18n';
import { useStore } from '../../store/store';
import { UpdateSetting } from './UpdateSetting';

const call = vi.fn();
vi.mock('../../bridge', async (original) => ({
  ...(await original<object>()),
  call: (...args: unknown[]) => call(...args),
}));

beforeAll(() => startI18n('en'));
beforeEach(() => call.mockReset().mockResolvedValue(undefined));
afterEach(() => {
  cleanup();
  useStore.setState(useStore.getInitialState(), true);
});

const show = (updates: UpdateState) => {
  useStore.setState({ updates });
  render(<UpdateSetting />);
};

describe('updates in the settings', () => {
  it('a package without a feed says so, and offers nothing', () => {
    show({ state: 'none' });
    expect(screen.getByText(/does not look for updates/)).toBeTruthy();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('are off at first; a person can ask once without switching them on', async () => {
    show({ state: 'idle' });
    const off = screen.getByRole('switch', { name: 'Look for updates' });
    expect(off.getAttribute('aria-checked')).toBe('false');
    await userEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect(call.mock.calls).toEqual([['updates.check']]);
  });

  it('install nothing before a person says so', async () => {
    show({ state: 'loading', version: '2.0.0', percent: 40 });
    expect(screen.getByRole('status').textContent).toBe('Downloading version 2.0.0: 40 %');
    act(() => useStore.setState({ updates: { state: 'ready', version: '2.0.0' } }));
    expect(screen.getByRole('status').textContent).toContain('Version 2.0.0 is ready.');
    expect(call).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Restart and update' }));
    expect(call.mock.calls).toEqual([['updates.install']]);
  });

  it.each(['unreachable', 'not-genuine', 'not-installed'] as const)(
    'say what is wrong: %s',
    (why) => {
      show({ state: 'failed', why });
      expect(screen.getByRole('status').textContent).toMatch(/\w{5}.*\.$/);
      expect(screen.getByRole('button', { name: 'Check now' })).toBeTruthy();
    },
  );
});
