import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startI18n } from '../i18n';
import { Dialog } from './Dialog';
import { Toaster, toast } from './Toaster';
import { TooltipProvider } from './Tooltip';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const scene = (open: boolean) => (
  <TooltipProvider>
    <Dialog open={open} onClose={() => {}} title="Invite" />
    <Toaster />
  </TooltipProvider>
);

it('is no dialog, and can be closed by those who cannot see it', async () => {
  render(scene(false));
  act(() => void toast({ title: 'First guest is here' }));
  const note = (await screen.findByText('First guest is here')).closest('[role="group"]');
  expect(note).not.toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
  screen.getByRole('button', { name: 'Close' }).click();
  await vi.waitFor(() => expect(screen.queryByText('First guest is here')).toBeNull());
});

it('waits until no sheet is open, unless something failed', async () => {
  const { rerender } = render(scene(true));
  act(() => void toast({ title: 'In passing' }));
  const takenBack = toast({ title: 'Over already' });
  act(() => void toast({ title: 'It failed', type: 'failed' }));
  await screen.findAllByText('It failed');
  expect(screen.queryByText('In passing')).toBeNull();
  takenBack();
  rerender(scene(false));
  await screen.findByText('In passing');
  expect(screen.queryByText('Over already')).toBeNull();
});
