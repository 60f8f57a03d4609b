import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { SettingsDialog } from './SettingsDialog';

const stored = { ...initialState.settings, name: 'Minsu' };
const call = vi.fn(async (_name: string, input: unknown) => ({
  ok: true,
  value: Object.assign(stored, input),
}));

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
  await user.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { theme: 'dark' });
  await user.click(screen.getByRole('radio', { name: '한국어' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { language: 'ko' });
  await user.click(screen.getByRole('radio', { name: '130%' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { textSize: 130 });
  await user.click(screen.getByRole('radio', { name: 'Ctrl+Enter' }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { sendWith: 'ctrl-enter' });
  await user.click(screen.getByRole('switch', { name: /Keep hosting in the tray/ }));
  expect(call).toHaveBeenLastCalledWith('settings.update', { closeToTray: false });
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
