import { expect, it } from 'vitest';
import type { CompatState } from '../../../protocol/compat';
import { withoutWire, withWire } from './compat';

const mail: CompatState = {
  wire: 'mail',
  port: 9090,
  room: 'r1',
  state: { state: 'failed', code: 'port-taken' },
};

it('switches a wire on at its usual port and off again, and leaves the others alone', () => {
  const on = withWire([mail], 'line');
  expect(on).toEqual([
    { wire: 'mail', port: 9090, room: 'r1' },
    { wire: 'line', port: 8888, room: 'lobby' },
  ]);
  expect(withoutWire(on, 'mail')).toEqual([{ wire: 'line', port: 8888, room: 'lobby' }]);
});

it('changes the room of one that is on, and not its port', () => {
  expect(withWire([mail], 'mail', 'r2')).toEqual([{ wire: 'mail', port: 9090, room: 'r2' }]);
});
