/** Small files that only their owner may read, written whole or not at all. */
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * With the folders above it. Node's own `recursive` never returns where the system says that
 * there is no such place (`/proc/x`).
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (why) {
    const { code } = why as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || (await exists(dirname(folder)))) throw why;
    await makePrivateFolder(dirname(folder));
    await makePrivateFolder(folder);
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Null when there is no such file; other errors (rights, a folder in its place) are thrown. */
export async function readPrivateFile(file: string): Promise<string | null> {
  try {
    const text = await readFile(file, 'utf8');
    await chmod(file, 0o600); // it may have been copied here with wider rights
    return text;
  } catch (why) {
    if ((why as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw why;
  }
}

/** On disk when it resolves. A crash leaves the old file or the new one, never a part of it. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (why) {
    await rm(draft, { force: true });
    throw why;
  }
  await syncFolder(dirname(file));
}

/** Names in the folder are on disk. Windows cannot open folders, and needs no flush of them. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
