import { expect, it } from 'vitest';
import type { NearbyRoom } from '../../../protocol/ipc';
import { latestNews } from './latest-news';

const room = (id: string, known: boolean, at?: number): NearbyRoom => ({
  id,
  name: id,
  addresses: [{ host: '192.168.0.2', port: 7878 }],
  people: 1,
  lock: false,
  version: '1',
  understood: true,
  known,
  ...(at !== undefined && { news: { text: `${id}!`, at } }),
});

it('is the newest lines of known keys, a few of them', () => {
  const rooms = [
    room('a', true, 1),
    room('stranger', false, 9),
    room('quiet', true),
    room('b', true, 5),
    room('c', true, 3),
    room('d', true, 4),
  ];
  expect(latestNews(rooms).map(({ text }) => text)).toEqual(['b!', 'd!', 'c!']);
});
