/** Files: picking, sending and keeping. Paths stay on this side; the page has tokens. */
import { z } from 'zod';
import type { CallResult } from '../../../protocol/ipc';
import { PICKED_FILES_MAX } from '../../../protocol/limits';
import type { AppFiles } from '../../files/files';
import type { Handlers, Sender } from '../handle';

type Names =
  | 'files.pick'
  | 'files.paste'
  | 'files.forget'
  | 'files.send'
  | 'files.cancel'
  | 'files.save'
  | 'files.stop'
  | 'files.forward'
  | 'files.reveal'
  | 'files.open'
  | 'files.kept'
  | 'files.copyImage'
  | 'files.folder';

export const fileHandlers = (files: AppFiles): Pick<Handlers, Names> => ({
  'files.pick': () => files.pick(),
  'files.paste': ({ name, bytes }) => files.picked.paste(name, bytes),
  'files.forget': ({ tokens }) => files.picked.forget(tokens),
  'files.send': ({ server, room, tokens, text, reply }) =>
    files.send(server, room, tokens, text, reply === undefined ? {} : { reply }),
  'files.cancel': ({ server, id, token }) => files.cancel(server, id, token),
  'files.forward': ({ server, room, files: given, ...said }) =>
    files.forward(server, room, given, said),
  'files.save': ({ server, ask, ...file }) => files.save(server, file, ask),
  'files.stop': ({ server, file }) => files.stop(server, file),
  'files.reveal': ({ server, file }) => files.reveal(server, file),
  'files.open': ({ server, ...file }) => files.open(server, file),
  'files.kept': ({ clear }) => files.kept(clear),
  'files.copyImage': ({ x, y }, page) => files.copyImage(page, x, y),
  'files.folder': () => files.chooseFolder(),
});

/** Where preload, and no page, says which files were dropped. */
export const DROP_CHANNEL = 'sarangbang:drop';
const paths = z.array(z.string().min(1).max(4096)).max(PICKED_FILES_MAX);

interface DropOptions {
  readonly files: AppFiles;
  readonly isMainFrame: (frame: unknown) => boolean;
  readonly origin: string;
}

/**
 * A page cannot name a path here: preload makes paths of `File` objects that the system handed to
 * the page, and of those that a page makes itself there are none.
 */
export const createDropDoor =
  ({ files, isMainFrame, origin }: DropOptions) =>
  async ({ senderFrame }: Pick<Sender, 'senderFrame'>, input: unknown): Promise<CallResult> => {
    if (!senderFrame || !isMainFrame(senderFrame) || senderFrame.origin !== origin) {
      return { ok: false, code: 'denied', message: 'only windows of this app may ask' };
    }
    const dropped = paths.safeParse(input);
    if (!dropped.success) return { ok: false, code: 'bad-input', message: 'not a list of files' };
    return { ok: true, value: await files.picked.add(dropped.data) };
  };
