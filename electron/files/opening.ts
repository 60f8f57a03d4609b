/** Opens what was saved with whatever the system has for it, after asking; never what could run. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { OpenedFile } from '../../protocol/files';
import { fill, type Words } from '../i18n/words';
import { isOpenable, OPENABLE_HEAD_BYTES } from './openable';

export interface OpeningDeps {
  words(): Words;
  /** The system's dialog; resolves to the place of the button that was pressed. */
  ask(question: { message: string; detail: string; buttons: string[] }): Promise<number>;
  /** Resolves to why it could not be opened; empty when it was. */
  open(place: string): Promise<string>;
  reveal(place: string): void;
}

/** `place`: where the file lies, or what brings it there once a person has said yes. */
export async function openSaved(
  { words, ask, open: start, reveal }: OpeningDeps,
  name: string,
  place: () => Promise<string | null>,
): Promise<OpenedFile> {
  const { openFile, openHint, openYes, openNo, openNever, openNeverHint, openFolder } = words();
  // By its name alone first: nobody waits for a film to hear that it is not opened.
  if (isOpenable(name, new Uint8Array())) {
    const message = fill(openFile, { name });
    const buttons = [openYes, openNo];
    if ((await ask({ message, detail: openHint, buttons })) !== 0) return 'declined';
    const file = await place();
    if (!file) return 'failed';
    const trusted = isOpenable(path.basename(file), await headOf(file));
    if (trusted) return (await start(file)) === '' ? 'opened' : 'failed';
  }
  const message = fill(openNever, { name });
  const buttons = [openFolder, openNo];
  if ((await ask({ message, detail: openNeverHint, buttons })) !== 0) return 'declined';
  const file = await place();
  if (!file) return 'failed';
  reveal(file);
  return 'shown';
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(OPENABLE_HEAD_BYTES), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
