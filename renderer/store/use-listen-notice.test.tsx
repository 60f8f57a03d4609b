import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStore } from './store';
import { useListenNotice } from './use-listen-notice';

const call = vi.fn();
vi.mock('../bridge', async (original) => ({
  ...(await original<object>()),
  call: (...args: unknown[]) => call(...args),
}));

beforeEach(() => call.mockResolvedValue(useStore.getState().settings));
afterEach(() => useStore.setState(useStore.getInitialState(), true));

const on = (platform: 'linux' | 'win32', listenNoticeSeen: boolean) => {
  useStore.setState((state) => ({ platform, settings: { ...state.settings, listenNoticeSeen } }));
  const listen = vi.fn();
  const { result } = renderHook(() => useListenNotice());
  act(() => result.current.before(listen));
  return { result, listen };
};

describe('what listens on the network', () => {
  it('goes on at once where the system does not ask, or where that was explained', () => {
    for (const { result, listen } of [on('linux', false), on('win32', true)]) {
      expect(listen).toHaveBeenCalledOnce();
      expect(result.current.notice.open).toBe(false);
    }
  });

  it('waits until it was explained, and is remembered', () => {
    const { result, listen } = on('win32', false);
    expect(listen).not.toHaveBeenCalled();
    expect(result.current.notice.open).toBe(true);
    act(() => result.current.notice.onContinue());
    expect(listen).toHaveBeenCalledOnce();
    expect(result.current.notice.open).toBe(false);
    expect(call).toHaveBeenCalledWith('settings.update', { listenNoticeSeen: true });
  });

  it('does not happen when a person turns away', () => {
    const { result, listen } = on('win32', false);
    act(() => result.current.notice.onCancel());
    expect(listen).not.toHaveBeenCalled();
    expect(result.current.notice.open).toBe(false);
  });
});
