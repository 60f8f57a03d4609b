import { expect, it } from 'vitest';
import { Admission } from './admission';
import { TUNING } from './tuning';

const limits = { ...TUNING, undecidedPerAddress: 2, connectionRate: { points: 3, perSeconds: 60 } };

it('a network of IPv6 has the places of one address, whatever addresses it uses', async () => {
  const door = new Admission(limits, true);
  const [first, second] = [door.enter('2001:db8:1:2::1'), door.enter('2001:db8:1:2:ffff::9')];
  expect(first && second).not.toBeNull();
  expect(door.enter('2001:DB8:1:2::3')).toBeNull();
  expect(door.enter('2001:db8:1:3::1')).not.toBeNull();
  expect(door.enter('192.168.0.1')).not.toBeNull();
  first?.admitted();
  expect(door.enter('2001:db8:1:2::3')).not.toBeNull();
  const came = ['a', 'b', 'c', 'd'].map((end) => door.mayCome(`2001:db8:1:2::${end}`));
  expect(await Promise.all(came)).toEqual([true, true, true, false]);
  expect(await door.mayCome('2001:db8:1:3::a')).toBe(true);
});
