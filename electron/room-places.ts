/** Where the windows of single rooms stood, kept over restarts; the oldest are forgotten. */
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { ROOM_WINDOWS_KEPT } from '../protocol/limits';
import { openJsonFile } from './json-file';
import { rectangle } from './window-state';

const schema = z.object({
  /** `ROOM SERVER` and where its window was, the newest last. */
  places: z
    .array(z.tuple([z.string().max(400), rectangle]))
    .max(ROOM_WINDOWS_KEPT)
    .catch([])
    .default([]),
});

export interface RoomPlaces {
  get(key: string): Rectangle | null;
  put(key: string, bounds: Rectangle): void;
}

export const openRoomPlaces = (folder: string): RoomPlaces => {
  const file = openJsonFile({
    folder,
    name: 'room-windows',
    parse: (raw) => schema.parse(raw),
    onBroken: () => {},
  });
  return {
    get: (key) => file.value.places.find(([known]) => known === key)?.[1] ?? null,
    put(key, { x, y, width, height }) {
      const others = file.value.places.filter(([known]) => known !== key);
      const places = [...others, [key, { x, y, width, height }] as [string, Rectangle]];
      file.write({ places: places.slice(-ROOM_WINDOWS_KEPT) });
    },
  };
};
