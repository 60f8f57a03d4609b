import type { SavedFile } from '../../../protocol/files';

/** Files that the person asked to keep, on their way to this computer's disk or there. */
export interface SavedSlice {
  /** By server, then by file. */
  saved: Readonly<Record<string, Readonly<Record<string, SavedFile>>>>;
}

export const initialSaved: SavedSlice = { saved: {} };

export const putSaved = (state: SavedSlice, server: string, one: SavedFile): SavedSlice => ({
  saved: { ...state.saved, [server]: { ...state.saved[server], [one.file]: one } },
});
