import type { PickedFile } from '../../../protocol/files';
import type { RoomId } from '../../../protocol/ids';
import type { FileRef } from '../../../protocol/message';
import type { ServerId } from '../../../protocol/views';

/** Files that are looked over before they are sent to a room. */
export interface Staged {
  server: ServerId;
  room: RoomId;
  files: readonly PickedFile[];
}

/** A picture over the whole window, and those beside it. */
export interface Viewing {
  server: ServerId;
  images: readonly Picture[];
  /** Id of the file that is shown. */
  file: string;
}

/** A picture of a message: `name` of whoever sent it. */
export interface Picture {
  file: FileRef;
  name: string;
}

export interface FilesSlice {
  staged: Staged | null;
  viewing: Viewing | null;
}

export const initialFiles: FilesSlice = { staged: null, viewing: null };

/** Others for the same room come after those; for another room they take their place. */
export const addStaged = (
  slice: FilesSlice,
  server: ServerId,
  room: RoomId,
  files: readonly PickedFile[],
): Pick<FilesSlice, 'staged'> => {
  const { staged } = slice;
  const before = staged?.server === server && staged.room === room ? staged.files : [];
  return { staged: { server, room, files: [...before, ...files] } };
};

/** Without its last file nothing is looked over any more. */
export const dropStaged = (slice: FilesSlice, token: string): Pick<FilesSlice, 'staged'> => {
  const files = slice.staged?.files.filter((file) => file.token !== token) ?? [];
  return { staged: slice.staged && files.length > 0 ? { ...slice.staged, files } : null };
};
