// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import { applyPush } from '../../store/apply-push';
import { server } from '../../store/fixtures';
import { toServer } from '../../store/slices/servers';
import { initialState, useStore } from '../../store/store';
import { SendSheet } from './SendSheet';

const MB = 1024 * 1024;
const picked = (token: string, size: number) => ({
  token: token.padEnd(22, '0'),
  name: `${token}.bin`,
  size,
  type: 'application/octet-stream',
});

beforeEach(() => {
  vi.stubGlobal('sarangbang', {
    call: async () => ({ ok: true, value: undefined }),
    on: () => () => {},
    drop: async () => ({ ok: true, value: [] }),
  });
  startI18n('en');
  const view = server({ files: { maxBytes: 20 * MB } });
  useStore.setState({
    ...initialState,
    ...applyPush(initialState, 'server', view, 0),
    openServer: view.id,
    staged: {
      server: view.id,
      room: 'lobby',
      files: [picked('large', 21 * MB), picked('small', 12)],
    },
  });
});

it('goes on with the others when one is left out, and can be sent then', async () => {
  const view = server({ files: { maxBytes: 20 * MB } });
  render(<SendSheet server={toServer(view)} name="lobby" sendWith="enter" />);
  const send = screen.getByRole('button', { name: 'Send' });
  expect(send.hasAttribute('data-disabled')).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Leave out large.bin' }));
  expect(useStore.getState().staged?.files.map(({ token }) => token)).toEqual([
    'small'.padEnd(22, '0'),
  ]);
  expect(screen.getByRole('dialog', { name: 'Send 1 file' })).toBeTruthy();
  expect(send.hasAttribute('data-disabled')).toBe(false);
});

it('says why it was refused, and stays with what it has', async () => {
  const error = { code: 'too-large', field: 'outbox', limit: 100 };
  vi.stubGlobal('sarangbang', {
    call: async (name: string) => ({
      ok: true,
      value: name === 'files.send' ? { ok: false, error } : undefined,
    }),
    on: () => () => {},
    drop: async () => ({ ok: true, value: [] }),
  });
  const view = server({ files: { maxBytes: 30 * MB } });
  render(<SendSheet server={toServer(view)} name="lobby" sendWith="enter" />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Caption' }), 'look');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Not sent: too many messages wait to be sent',
  );
  expect(useStore.getState().staged?.files).toHaveLength(2);
  expect(screen.getByRole('textbox', { name: 'Caption' })).toHaveProperty('value', 'look');
});
