import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../protocol/views';
import { startI18n } from '../../i18n';
import { actions } from '../../store/actions';
import type { AttemptState } from '../../store/slices/attempts';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { ConnectForm } from './ConnectForm';

/** The main process: hears the calls, and answers `connect` with an attempt. */
const call = vi.fn(async (name: string, _input: unknown) => ({
  ok: true,
  value: name === 'connect' ? { attempt: 'a1' } : undefined,
}));

beforeAll(() => startI18n('en'));
beforeEach(() => {
  call.mockClear();
  Object.assign(window, { sarangbang: { call, on: () => () => {} } });
  useStore.setState({ ...initialState, settings: { ...initialState.settings, name: 'Minsu' } });
});
afterEach(cleanup);

const push = (state: AttemptState) =>
  act(() => useStore.setState({ attempts: { a1: state }, attempt: 'a1' }));
const show = () => {
  render(
    <TooltipProvider>
      <ConnectForm />
    </TooltipProvider>,
  );
  return {
    user: userEvent.setup(),
    field: screen.getByLabelText('Paste an invite link or address'),
  };
};
const connects = () => call.mock.calls.filter(([name]) => name === 'connect').length;
const fail = (code: Failure['code']) => push({ state: 'failed', failure: { code } });

describe('the connect form', () => {
  it('says how the text was read, and Enter connects to it by my name', async () => {
    const { user, field } = show();
    await user.type(field, '192.168.0.24');
    screen.getByText('Address 192.168.0.24, port 7878');
    await user.keyboard('{Enter}');
    await vi.waitFor(() =>
      expect(call).toHaveBeenCalledWith('connect', {
        target: { hosts: [{ host: '192.168.0.24', port: 7878 }] },
        name: 'Minsu',
      }),
    );
    screen.getByText('Connecting…');
  });

  it('does not connect to what it does not understand', async () => {
    const { user, field } = show();
    await user.type(field, '오늘 저녁에 봐요{Enter}');
    expect(screen.getByRole('alert').textContent).toContain('doesn’t look like an address');
    expect(connects()).toBe(0);
  });

  it('can be cancelled, and tells the main process so', async () => {
    const { user, field } = show();
    await user.type(field, '10.0.0.1{Enter}');
    await vi.waitFor(() => expect(connects()).toBe(1));
    await push({ state: 'working', step: 'connecting' });
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(call).toHaveBeenCalledWith('cancel', { attempt: 'a1' }));
    expect(screen.queryByText('Connecting…')).toBeNull();
  });

  it('has a way on for a refusal, and none around a key that contradicts the invite', async () => {
    const { user, field } = show();
    await user.type(field, '10.0.0.1{Enter}');
    await vi.waitFor(() => expect(connects()).toBe(1));
    await fail('refused');
    screen.getByText('That computer answered, but no room is open there.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await vi.waitFor(() => expect(connects()).toBe(2));
    await fail('invite-mismatch');
    screen.getByText('This server doesn’t match your invite. We didn’t connect.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Enter a new invite' }));
    expect(document.activeElement).toBe(field);
  });

  it('shows the server when it is done', async () => {
    const opened = vi.spyOn(actions, 'openServer');
    const { user, field } = show();
    await user.type(field, '10.0.0.1{Enter}');
    await vi.waitFor(() => expect(connects()).toBe(1));
    await push({ state: 'done', server: 's1' });
    await vi.waitFor(() => expect(useStore.getState().openServer).toBe('s1'));
    opened.mockRestore();
  });
});
