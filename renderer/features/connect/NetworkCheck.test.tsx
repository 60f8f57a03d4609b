import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { NetworkReport } from '../../../protocol/lan';
import { startI18n } from '../../i18n';
import { TooltipProvider } from '../../ui/Tooltip';
import { NetworkCheck } from './NetworkCheck';

const target = { host: '192.168.0.24', port: 7878 };
let report: NetworkReport;
const call = vi.fn(async (_name: string, _input: unknown) => ({ ok: true, value: report }));

beforeAll(() => startI18n('en'));
beforeEach(() => {
  call.mockClear();
  Object.assign(window, { sarangbang: { call, on: () => () => {} } });
});
afterEach(cleanup);

it('ends in one cause and one thing to do, and looks again when asked to', async () => {
  report = { cause: 'isolation', addresses: ['192.168.0.7'], heard: 0, target: 'silent' };
  render(
    <TooltipProvider>
      <NetworkCheck target={target} />
    </TooltipProvider>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Check my network' }));
  await screen.findByText('This Wi-Fi seems to keep devices apart (often guest Wi-Fi).');
  screen.getByText('Use another network or a phone hotspot.');
  screen.getByText('192.168.0.7');
  expect(call).toHaveBeenCalledWith('network.check', { target });
  expect(screen.queryByText('There and back')).toBeNull();

  report = {
    cause: 'fine',
    addresses: ['192.168.0.7'],
    heard: 1,
    target: 'open',
    roundTripMs: 3.4,
  };
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await screen.findByText('That computer answers, and a room is open there.');
  screen.getByText('3 ms');
});
