/** Where the focus goes when a sheet opens, and where it is afterwards. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startI18n } from '../i18n';
import { Dialog } from './Dialog';
import { TooltipProvider } from './Tooltip';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const Page = ({ onClosed }: { onClosed?: () => void }) => {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClosed?.();
  };
  return (
    <TooltipProvider>
      <div id="root">
        <button type="button">Earlier</button>
        <button type="button" onClick={() => setOpen(true)}>
          Forward
        </button>
        <textarea />
      </div>
      <Dialog open={open} onClose={close} title="Where to?">
        <input autoFocus aria-label="Find" />
      </Dialog>
    </TooltipProvider>
  );
};

test('a field with autoFocus has it, and afterwards what opened the sheet', async () => {
  render(<Page />);
  const opener = screen.getByRole('button', { name: 'Forward' });
  for (let times = 0; times < 2; times += 1) {
    opener.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Find')));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(opener));
  }
});

test('who was led on to elsewhere stays there', async () => {
  const field = () => document.querySelector('textarea');
  render(<Page onClosed={() => field()?.focus()} />);
  screen.getByRole('button', { name: 'Forward' }).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Find')));
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(field());
});
