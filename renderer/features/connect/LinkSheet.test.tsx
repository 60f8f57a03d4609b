import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { safetyWords } from '../../../protocol/safety-words';
import { startI18n } from '../../i18n';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { LinkSheet } from './LinkSheet';

const KEY = 'Zt3fJm0dQkq1rXx9v3nYb2cLwPz8uHsT5aGeKiOy7Ds';
const LINK = `sarangbang://192.168.0.24:7878/?k=${KEY}&n=Class`;
const call = vi.fn(async (name: string, _input: unknown) => ({
  ok: true,
  value: name === 'connect' ? { attempt: 'a1' } : undefined,
}));
const called = (name: string) => call.mock.calls.filter(([one]) => one === name).length;

beforeAll(() => startI18n('en'));
beforeEach(() => {
  call.mockClear();
  Object.assign(window, { sarangbang: { call, on: () => () => {} } });
});
afterEach(cleanup);

const show = (link: string) => {
  const settings = { ...initialState.settings, name: 'Minsu' };
  useStore.setState({ ...initialState, settings, link });
  render(
    <TooltipProvider>
      <LinkSheet />
    </TooltipProvider>,
  );
  return userEvent.setup();
};

describe('an invite link that the app was opened with', () => {
  it('says where it leads, and connects to nothing before Join is pressed', async () => {
    const user = show(LINK);
    screen.getByRole('dialog', { name: 'You’re invited to “Class”' });
    screen.getByText('192.168.0.24:7878');
    screen.getByText(safetyWords(KEY, 'en').join(' · '));
    expect(called('connect')).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await vi.waitFor(() => expect(called('connect')).toBe(1));
    expect(call.mock.calls.find(([name]) => name === 'connect')?.[1]).toMatchObject({
      target: { fingerprint: KEY },
      name: 'Minsu',
    });
  });

  it('says that the key matches only once it was compared', async () => {
    const user = show(LINK);
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await vi.waitFor(() => expect(called('connect')).toBe(1));
    const step = (now: 'securing' | 'entering') =>
      act(() => useStore.setState({ attempts: { a1: { state: 'working', step: now } } }));
    await step('securing');
    expect(screen.queryByText('Key matches the invite ✓')).toBeNull();
    await step('entering');
    screen.getByText('Key matches the invite ✓');
  });

  it('is put away by Esc', async () => {
    const user = show(LINK);
    await user.keyboard('{Escape}');
    expect(useStore.getState().link).toBeNull();
    expect(called('connect')).toBe(0);
  });

  it('that cannot be read offers nothing to join', () => {
    show('sarangbang://');
    screen.getByRole('dialog', { name: 'This invite link can’t be read.' });
    expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
  });
});
