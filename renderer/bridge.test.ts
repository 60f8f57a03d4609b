// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallError, call, on } from './bridge';

const preload = (answer: unknown) => {
  const asked: [name: string, input: unknown][] = [];
  const listeners = new Map<string, (data: unknown) => void>();
  vi.stubGlobal('sarangbang', {
    call: async (name: string, input: unknown) => {
      asked.push([name, input]);
      return answer;
    },
    on: (name: string, listener: (data: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  });
  return { asked, listeners };
};
afterEach(() => vi.restoreAllMocks());

describe('calls', () => {
  it('pass on what the main process answers', async () => {
    const { asked } = preload({ ok: true, value: { attempt: 'a1' } });
    const input = { target: { hosts: [{ host: '10.0.0.1', port: 7878 }] }, name: '민수' };
    await expect(call('connect', input)).resolves.toEqual({ attempt: 'a1' });
    expect(asked).toEqual([['connect', input]]);
  });

  it('refuse bad input before it leaves', async () => {
    const { asked } = preload({ ok: true, value: undefined });
    const input = { server: 's', room: 'not a room', seq: 1 };
    await expect(call('read', input)).rejects.toMatchObject({ code: 'bad-input' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a refusal', { ok: false, code: 'denied', message: 'no' }, 'denied'],
    ['an answer of another shape', { ok: true, value: { attempt: 7 } }, 'bad-output'],
    ['something else entirely', 'yes', 'bad-output'],
  ])('turn %s into a CallError', async (_name, answer, code) => {
    preload(answer);
    const input = { target: { hosts: [{ host: 'h', port: 1 }] }, name: 'n' };
    const error = await call('connect', input).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ call: 'connect', code });
  });
});

describe('pushes', () => {
  it('reach the listener parsed, until it is taken away', () => {
    const { listeners } = preload(null);
    const heard: unknown[] = [];
    const stop = on('focus', (data) => heard.push(data));
    listeners.get('focus')?.(true);
    stop();
    expect(heard).toEqual([true]);
    expect(listeners.has('focus')).toBe(false);
  });

  it('of another shape are dropped, and reported without their content', () => {
    const { listeners } = preload(null);
    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    const heard: unknown[] = [];
    on('server.gone', (data) => heard.push(data));
    listeners.get('server.gone')?.({ server: { secret: 'words' } });
    expect(heard).toEqual([]);
    expect(report).toHaveBeenCalledOnce();
    expect(JSON.stringify(report.mock.calls)).not.toContain('words');
  });
});
