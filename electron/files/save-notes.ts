/** Which saves were under way when the app ended, so that they go on at the next start. */
import { z } from 'zod';
import { SAVES_KEPT_MAX } from '../../protocol/limits';
import { fileRef } from '../../protocol/message';
import { serverId } from '../../protocol/views';
import { type JsonFile, openJsonFile } from '../json-file';

export const saveNote = z.object({
  server: serverId,
  ref: fileRef,
  /** Where it is to lie in the end, and under what name it comes: with `.part` until it is whole. */
  place: z.string().min(1).max(4096),
  landing: z.string().min(1).max(4096),
});
export type SaveNote = z.infer<typeof saveNote>;

export interface SaveNotes {
  all(): readonly SaveNote[];
  put(note: SaveNote): void;
  drop(server: string, file: string): void;
}

export const openSaveNotes = (folder: string, onBroken: (file: string) => void): SaveNotes => {
  const file: JsonFile<{ saves: SaveNote[] }> = openJsonFile({
    folder,
    name: 'saves',
    parse: (raw) => {
      const { saves } = (raw ?? {}) as { saves?: unknown };
      const list = Array.isArray(saves) ? saves.slice(0, SAVES_KEPT_MAX) : [];
      return { saves: list.flatMap((one) => saveNote.safeParse(one).data ?? []) };
    },
    onBroken,
  });
  const others = (server: string, id: string) =>
    file.value.saves.filter((one) => one.server !== server || one.ref.id !== id);
  return {
    all: () => file.value.saves,
    put(note) {
      const saves = [...others(note.server, note.ref.id), note].slice(-SAVES_KEPT_MAX);
      file.write({ saves });
    },
    drop(server, id) {
      const saves = others(server, id);
      if (saves.length < file.value.saves.length) file.write({ saves });
    },
  };
};

/** Without a file: for tests. */
export const saveNotesInMemory = (): SaveNotes => {
  let saves: SaveNote[] = [];
  const others = (server: string, id: string) =>
    saves.filter((one) => one.server !== server || one.ref.id !== id);
  return {
    all: () => saves,
    put: (note) => {
      saves = [...others(note.server, note.ref.id), note];
    },
    drop: (server, id) => {
      saves = others(server, id);
    },
  };
};
