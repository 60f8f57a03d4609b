import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { SettingsDialog } from './SettingsDialog';

const stored = { ...initialState.settings, name: 'Minsu' };
const call = vi.fn(
  async (_name: string, input: unknown): Promise<unknown> => ({
    ok: true,
    value: Object.assign(stored, input),
  }),
);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  call.mockClear();
  Object.assign(window, { sarangbang: { call, on: () => () => {} } });
  useStore.setState({ ...initialState, settings: stored, dialog: 'settings' });
});
afterEach(cleanup);

const show = () => {
  render(
    <TooltipProvider>
      <SettingsDialog />
    </TooltipProvider>,
  );
  return userEvent.setup();
};

it('stores each choice at once', async () => {
  const user = show();
  await user.click(screen.getByRole('radio', { name: '한국어' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { language: 'ko' });
  await user.click(screen.getByRole('switch', { name: /Keep hosting in the tray/ }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { closeToTray: false });
  await user.click(screen.getByRole('tab', { name: 'Appearance' }));
  await user.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { theme: 'dark' });
  await user.click(screen.getByRole('radio', { name: '130%' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { textSize: 130 });
  await user.click(screen.getByRole('tab', { name: 'Writing' }));
  await user.click(screen.getByRole('radio', { name: 'Ctrl+Enter' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { sendWith: 'ctrl-enter' });
});

it('says why it cannot start with the computer, and stays off', async () => {
  const user = show();
  call.mockResolvedValueOnce({ ok: true, value: { ok: false, why: 'sandboxed' } });
  const start = screen.getByRole('switch', { name: /Start with the computer/ });
  await user.click(start);
  expect(call).toHaveBeenLastCalledWith('login.set', { on: true });
  expect(start.getAttribute('aria-checked')).toBe('false');
});

it('finds a setting by its name in either language; Esc first empties the search', async () => {
  const user = show();
  const field = screen.getByRole('textbox', { name: 'Search settings' });
  await user.type(field, '방해 금지');
  expect(screen.getByRole('group', { name: 'Do not disturb' })).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'Dark' })).toBeNull();
  await user.keyboard('{Escape}');
  expect(useStore.getState().dialog).toBe('settings');
  expect(screen.getByRole('tab', { name: 'General' }).getAttribute('aria-selected')).toBe('true');
  await user.type(field, 'nothing like it');
  expect(screen.getByText('Nothing for “nothing like it”')).toBeTruthy();
});

it('keeps keywords, each once, and lets them go', async () => {
  const user = show();
  await user.click(screen.getByRole('tab', { name: 'Notifications' }));
  const field = screen.getByRole('textbox', { name: 'Keywords' });
  await user.type(field, '회식{Enter}');
  expect(call).toHaveBeenLastCalledWith('settings.update', { keywords: ['회식'] });
  await user.click(screen.getByRole('button', { name: 'Remove 회식' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { keywords: [] });
});

it('keeps a name on leaving the field, and puts back one that cannot be', async () => {
  const user = show();
  const field = screen.getByLabelText<HTMLInputElement>('My name');
  await user.clear(field);
  expect(screen.getByRole('alert').textContent).toContain('Write a name');
  await user.tab();
  expect(field.value).toBe('Minsu');
  expect(call).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, '김민수{Enter}');
  expect(call).toHaveBeenCalledExactlyOnceWith('settings.update', { name: '김민수' });
});
