import type { PickedFile } from '../../../protocol/files';
import { FILES_PER_MESSAGE_MAX } from '../../../protocol/limits';

/** Why a picked file cannot go. */
export type Trouble = 'no-file' | 'unreadable' | 'too-large';

/** `most`: bytes that the server takes of one file. */
export const troubleOf = (file: PickedFile, most: number): Trouble | null =>
  file.problem ?? (file.size > most ? 'too-large' : null);

/** All of it goes, or nothing does: nobody finds out afterwards what was left out. */
export const canSend = (files: readonly PickedFile[], most: number): boolean =>
  files.length > 0 &&
  files.length <= FILES_PER_MESSAGE_MAX &&
  files.every((file) => troubleOf(file, most) === null);
