import { describe, expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import { PASSWORD_QUEUE_MAX } from '../../protocol/limits';
import { Passwords } from './passwords';
import { addressKey, Rates } from './rates';
import { keyOf, openTestHub } from './test-support';

const codeOf = async (checking: Promise<unknown>) => {
  const why: unknown = await checking.then(
    () => null,
    (caught) => caught,
  );
  if (why === null) return 'right';
  if (!(why instanceof Refusal)) throw why;
  return why.error.code;
};

describe('passwords', () => {
  it('are kept as a salted hash and compared', async () => {
    const desk = new Passwords(new Rates(false));
    const [one, two] = [await desk.hash('열려라'), await desk.hash('열려라')];
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    // another process has nothing but the hash
    const later = new Passwords(new Rates(false));
    expect(await codeOf(later.check('닫혀라', one, 'a'))).toBe('password-wrong');
    expect(await codeOf(later.check('열려라'.normalize('NFD'), one, 'a'))).toBe('right');
    expect(await codeOf(later.check('열려라', one, 'a'))).toBe('right');
  });

  it('may be tried wrongly three times from an address, then not even rightly for a while', async () => {
    const desk = new Passwords(new Rates(true));
    const stored = await desk.hash('right');
    for (let i = 0; i < 3; i += 1) {
      expect(await codeOf(desk.check('wrong', stored, '10.0.0.1'))).toBe('password-wrong');
    }
    expect(await codeOf(desk.check('right', stored, '10.0.0.1'))).toBe('slow-down');
    expect(await codeOf(desk.check('right', stored, '::ffff:10.0.0.1'))).toBe('slow-down');
    expect(await codeOf(desk.check('right', stored, '10.0.0.2'))).toBe('right');
  });

  it('cost an address nothing when they are right', async () => {
    const desk = new Passwords(new Rates(true));
    const stored = await desk.hash('right');
    for (let i = 0; i < 10; i += 1) {
      expect(await codeOf(desk.check('right', stored, '10.0.0.1'))).toBe('right');
    }
  });

  it('wait in a short line, one at a time, and not in a long one', async () => {
    const desk = new Passwords(new Rates(false));
    const stored = await desk.hash('right');
    const codes = await Promise.all(
      Array.from({ length: PASSWORD_QUEUE_MAX + 5 }, () =>
        codeOf(desk.check('wrong', stored, 'a')),
      ),
    );
    expect(codes.filter((code) => code === 'password-wrong')).toHaveLength(PASSWORD_QUEUE_MAX);
    expect(codes.filter((code) => code === 'slow-down')).toHaveLength(5);
  });

  it('guessed from many addresses keep out nobody who knows them, not even the first', async () => {
    const desk = new Passwords(new Rates(true));
    const stored = await desk.hash('right');
    const guesses = Array.from({ length: PASSWORD_QUEUE_MAX + 5 }, (_, i) =>
      codeOf(desk.check('wrong', stored, `10.0.0.${i}`)),
    );
    const first = await Promise.race([
      codeOf(desk.check('right', stored, '10.0.9.9')),
      ...guesses.slice(0, 1),
    ]);
    expect(first).toBe('right');
    await Promise.all(guesses);
  });

  it('in a flood keep nobody else from talking', async () => {
    const { enter, knock, lines } = openTestHub({
      password: 'right',
      rateLimit: true,
      hosts: [keyOf('ann')],
    });
    const ann = await enter('ann', { address: '10.0.0.99' });
    let open = 0;
    const flood = Array.from({ length: 500 }, (_, i) => {
      open += 1;
      const address = `10.0.${i % 4}.7`;
      return codeOf(knock({ name: `x${i}`, password: `secret-${i}`, address })).finally(() => {
        open -= 1;
      });
    });
    let accepted = 0;
    for (let i = 0; i < 20; i += 1) {
      await ann.ok({ verb: 'post', room: 'lobby', text: `${i}` });
      if (open > 0) accepted += 1;
    }
    expect(accepted).toBe(20);
    const codes = await Promise.all(flood);
    expect(new Set(codes)).toEqual(new Set(['password-wrong', 'slow-down']));
    expect(codes.filter((code) => code === 'password-wrong').length).toBeLessThanOrEqual(12);
    expect(lines.join()).not.toContain('secret');
  });
});

describe('rates', () => {
  it('hold on every address, loopback too, and for guests more tightly', async () => {
    const { enter, guest } = openTestHub({ rateLimit: true });
    const ann = await enter('ann', { address: '127.0.0.1' });
    const gus = await guest('gus', { address: '127.0.0.1' });
    const tries = async (someone: typeof ann, count: number) => {
      const replies = await Promise.all(
        Array.from({ length: count }, () =>
          someone.submit({ verb: 'post', room: 'lobby', text: 'x' }),
        ),
      );
      return replies.filter((reply) => reply.ok).length;
    };
    expect(await tries(gus, 30)).toBe(10);
    expect(await tries(ann, 60)).toBe(40);
  });

  it('hold for an address with many keys', async () => {
    const { enter } = openTestHub({ rateLimit: true });
    const people = await Promise.all(Array.from({ length: 8 }, (_, i) => enter(`p${i}`)));
    const replies = await Promise.all(
      people.flatMap((one) =>
        Array.from({ length: 10 }, (_, i) =>
          one.submit({ verb: 'create', name: `${one.id} ${i}` }),
        ),
      ),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(50);
  });

  it('see one household behind an IPv6 network', () => {
    expect(addressKey('::ffff:192.168.0.9')).toBe('192.168.0.9');
    expect(addressKey('192.168.0.9')).toBe('192.168.0.9');
    expect(addressKey('2001:db8:1:2:aaaa::1')).toBe(addressKey('2001:0DB8:1:2::2'));
    expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
  });
});
