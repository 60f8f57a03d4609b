import { describe, expect, it } from 'vitest';
import { compatListeners, parseCompat, withChange } from './compat';

describe('compatibility listeners on a command line', () => {
  it('are wires, with ports and rooms where they are not the usual ones', () => {
    expect(parseCompat('line, relay=9100,mail@보강,bracket=0@우리 방')).toEqual({
      ok: true,
      listeners: [
        { wire: 'line', port: 8888, room: 'lobby' },
        { wire: 'relay', port: 9100, room: 'lobby' },
        { wire: 'mail', port: 8080, room: '보강' },
        { wire: 'bracket', port: 0, room: '우리 방' },
      ],
    });
    expect(parseCompat('')).toEqual({ ok: true, listeners: [] });
  });
  it.each([
    ['irc', 'irc'],
    ['line=', 'line='],
    ['line=70000', 'line=70000'],
    ['line,mail,line=9', 'line=9'],
    ['LINE', 'LINE'],
    ['line=8888@ ', 'line=8888@'],
    [`mail@${'x'.repeat(49)}`, `mail@${'x'.repeat(49)}`],
  ])('%s is refused at the piece that is wrong', (text, part) => {
    expect(parseCompat(text)).toEqual({ ok: false, part });
  });
});

it('a wire has one listener', () => {
  const line = { wire: 'line', port: 1 };
  expect(compatListeners.safeParse([line]).success).toBe(true);
  expect(compatListeners.safeParse([line, { ...line, port: 2 }]).success).toBe(false);
});

describe('a change of one wire', () => {
  const mail = { wire: 'mail', port: 9090, room: 'r1' } as const;

  it('switches it on at its usual port and off again, and leaves the others alone', () => {
    const on = withChange([mail], { wire: 'line', on: true });
    expect(on).toEqual([mail, { wire: 'line', port: 8888, room: 'lobby' }]);
    expect(withChange(on, { wire: 'mail', on: false })).toEqual([on[1]]);
  });

  it('gives one that is on another room, and not another port', () => {
    const moved = withChange([mail], { wire: 'mail', on: true, room: 'r2' });
    expect(moved).toEqual([{ ...mail, room: 'r2' }]);
    expect(withChange(moved, { wire: 'mail', on: true })).toEqual(moved);
  });
});
