import { describe, expect, it } from 'vitest';
import { type HostDraft, readDraft } from './options';
import { calledName } from './room-name';

const draft: HostDraft = {
  name: '민수의 방',
  password: '',
  capacity: '',
  port: '',
  plainLan: false,
  discoverable: true,
};

describe('what is typed in the host form', () => {
  it('leaves to the app what is left empty', () => {
    expect(readDraft(draft)).toEqual({
      ok: true,
      options: { name: '민수의 방', plain: 'loopback', discoverable: true },
    });
  });

  it('takes the rest as it is', () => {
    const full = {
      ...draft,
      password: ' pear ',
      capacity: '30',
      port: '9000',
      plainLan: true,
      discoverable: false,
    };
    expect(readDraft(full)).toEqual({
      ok: true,
      options: {
        name: '민수의 방',
        password: ' pear ',
        capacity: 30,
        port: 9000,
        plain: 'lan',
        discoverable: false,
      },
    });
  });

  it.each([
    [{ name: '  ' }, { name: 'empty' }],
    [{ name: 'a\u202eb' }, { name: 'unsafe' }],
    [{ port: '70000' }, { port: true }],
    [{ port: '80a' }, { port: true }],
    [{ capacity: '1' }, { capacity: true }],
    [{ capacity: '-5' }, { capacity: true }],
  ])('refuses %j', (change, trouble) => {
    expect(readDraft({ ...draft, ...change })).toEqual({ ok: false, trouble });
  });
});

it.each([
  ['김민수', '민수'],
  ['민수', '민수'],
  ['Minsu Kim', 'Minsu'],
  ['남궁민수', '남궁민수'],
])('%s is called %s', (name, called) => expect(calledName(name)).toBe(called));
