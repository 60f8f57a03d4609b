import { expect, test, vi } from 'vitest';
import type { startBrowser } from '../lan/browser';
import type { NearbyServer } from '../protocol/lan';
import { LAN_PORT } from '../protocol/limits';
import { readLanPort } from './lan-port';
import { createNearby, roomsOf } from './nearby';
import type { KnownServer } from './servers/registry';

const entry = (letter: string, more: Partial<KnownServer> = {}): KnownServer => ({
  id: letter.repeat(43),
  name: letter,
  addresses: [{ host: '192.168.0.2', port: 7878 }],
  fingerprint: letter.repeat(43),
  lastSeen: 1000,
  hosted: false,
  shown: true,
  offline: false,
  myName: '',
  folder: '0'.repeat(16),
  ...more,
});
const heard = (letter: string): NearbyServer => ({
  id: letter.repeat(43),
  name: letter,
  addresses: [{ host: '192.168.0.9', port: 7878 }],
  people: 1,
  lock: false,
  key: letter.repeat(43),
  version: '1',
  understood: true,
});

test('a room is known when its key was proved here before, and the own one is not listed', () => {
  const entries = [entry('a'), entry('b', { hosted: true }), entry('c', { lastSeen: 0 })];
  const { key: _none, ...plain } = heard('d');
  const rooms = roomsOf([heard('a'), heard('b'), heard('c'), { ...plain, id: 'h:1' }], entries);
  expect(rooms.map(({ name, known }) => [name, known])).toEqual([
    ['a', true],
    ['c', false],
    ['d', false],
  ]);
});

test('tells of changes only, and passes on where a key was heard', () => {
  let say: (list: readonly NearbyServer[]) => void = () => {};
  let list: readonly NearbyServer[] = [];
  const browse = ((onChange) => {
    say = (next) => {
      list = next;
      onChange(next);
    };
    return { list: () => list, ask() {}, stop: async () => {} };
  }) as typeof startBrowser;
  const known: KnownServer[] = [];
  const onChange = vi.fn();
  const onHeard = vi.fn();
  const nearby = createNearby({
    port: 1,
    known: () => known,
    onChange,
    heard: onHeard,
    log() {},
    browse,
  });
  nearby.listen();
  nearby.listen();
  say([heard('a')]);
  say([heard('a')]);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(onHeard).toHaveBeenLastCalledWith('a'.repeat(43), [{ host: '192.168.0.9', port: 7878 }]);
  known.push(entry('a'));
  nearby.refresh();
  expect(onChange).toHaveBeenLastCalledWith([expect.objectContaining({ known: true })]);
});

test.each([
  [undefined, LAN_PORT],
  ['', LAN_PORT],
  ['off', null],
  ['45123', 45123],
  ['0', LAN_PORT],
  ['70000', LAN_PORT],
  ['7878x', LAN_PORT],
])('the port of the announcements from %j', (text, port) => expect(readLanPort(text)).toBe(port));
