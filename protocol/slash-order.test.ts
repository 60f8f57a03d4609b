import { describe, expect, it } from 'vitest';
import { command } from './commands';
import type { Knock } from './order';
import { type OrderScene, readOrder } from './slash-order';

const ANN = `k${'a'.repeat(22)}`;
const KIM = `k${'b'.repeat(22)}`;
const knock = (id: string, name: string): Knock => ({
  ...{ id, name, wire: 'app', address: '10.0.0.1', since: 0 },
});
const scene = (more: Partial<OrderScene> = {}): OrderScene => ({
  room: 'rgarden00001',
  moderator: true,
  people: [
    { id: ANN, name: 'ann' },
    { id: KIM, name: 'Kim Min Su' },
  ],
  knocks: [],
  ...more,
});
const read = (name: Parameters<typeof readOrder>[0], args: string, more?: Partial<OrderScene>) => {
  const typed = readOrder(name, args, scene(more));
  if (!typed.ok) return typed.why;
  command.parse(typed.command); // whatever is typed, the server can read it
  return typed.command;
};

describe('commands of order, as typed', () => {
  it('take a name, a time and a reason', () => {
    expect(read('mute', 'ann 5 too loud')).toEqual({
      ...{ verb: 'mute', user: ANN, minutes: 5, reason: 'too loud' },
    });
    expect(read('ban', '@Ann')).toEqual({ verb: 'ban', user: ANN, address: true });
    expect(read('ban', 'ann spam, again')).toMatchObject({ reason: 'spam, again' });
    expect(read('unmute', 'ANN')).toEqual({ verb: 'unmute', user: ANN });
  });

  it('know names with spaces, in quotes or not', () => {
    expect(read('mute', 'Kim Min Su 10')).toMatchObject({ user: KIM, minutes: 10 });
    expect(read('mute', '"kim min su" 10 shh')).toMatchObject({ user: KIM, reason: 'shh' });
  });

  it('put somebody out of this room, and off the server in the lobby', () => {
    expect(read('kick', 'ann 5 times warned')).toEqual({
      ...{ verb: 'kick', user: ANN, room: 'rgarden00001', reason: '5 times warned' },
    });
    expect(read('kick', 'ann', { room: 'lobby' })).toEqual({ verb: 'kick', user: ANN });
  });

  it('of the owner of a room hold in that room', () => {
    expect(read('mute', 'ann', { moderator: false })).toEqual({
      ...{ verb: 'mute', user: ANN, room: 'rgarden00001' },
    });
  });

  it('say what is missing, and who is nobody', () => {
    expect(read('kick', ' ')).toBe('missing');
    expect(read('kick', 'nobody here')).toBe('no-such-user');
    expect(read('approve', '')).toBe('missing');
  });

  it('are bounded in time and words', () => {
    expect(read('ban', `ann 999999 ${'x'.repeat(500)}`)).toMatchObject({ minutes: 525_600 });
  });

  it('answer whoever knocks, by name, by number, or the only one', () => {
    const knocks = [knock('w3', 'nina'), knock('w4', 'mo')];
    expect(read('approve', 'Nina', { knocks })).toEqual({ verb: 'approve', knock: 'w3' });
    expect(read('decline', 'w4', { knocks })).toEqual({ verb: 'decline', knock: 'w4' });
    expect(read('approve', '', { knocks })).toBe('missing');
    expect(read('approve', '', { knocks: knocks.slice(0, 1) })).toMatchObject({ knock: 'w3' });
    expect(read('approve', 'zoe', { knocks })).toBe('no-such-user');
  });
});
