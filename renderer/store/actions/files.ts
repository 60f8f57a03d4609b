import type { EventOf } from '../../../protocol/events';
import { type OpenedFile, type OrRefused, type PickedFile, shownAs } from '../../../protocol/files';
import type { RoomId } from '../../../protocol/ids';
import { FILE_PASTE_MAX_BYTES, FILES_PAGE_MAX } from '../../../protocol/limits';
import type { FileId, FileRef, Origin } from '../../../protocol/message';
import type { PendingMessage, ServerId } from '../../../protocol/views';
import { call, drop } from '../../bridge';
import { place } from '../place';
import { addStaged, dropStaged, type Picture } from '../slices/files';
import { dropPending, putPending } from '../slices/pending';
import { putSaved } from '../slices/saved';
import { useStore } from '../store';
import { stopComposing } from './composing';
import { submit } from './submit';

const stage = (server: ServerId, room: RoomId, files: readonly PickedFile[]): void => {
  if (files.length > 0) useStore.setState((state) => addStaged(state, server, room, files));
};

/**
 * A file of the system is known by its path, which preload tells the main process; one that lies
 * on the clipboard only is handed over by its bytes. Null: it is too large for that.
 */
const handOver = async (file: File): Promise<PickedFile | null> => {
  const [picked] = await drop([file]);
  if (picked) return picked;
  if (file.size > FILE_PASTE_MAX_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return call('files.paste', { name: file.name || 'file', bytes });
};

/**
 * Dropped or pasted files are looked over before they go. Resolves to false when some were too
 * large to be pasted; rejects with a `CallError`.
 */
export const stageFiles = async (
  server: ServerId,
  room: RoomId,
  files: readonly File[],
): Promise<boolean> => {
  const handed = await Promise.all(files.map(handOver));
  const picked = handed.filter((file) => file !== null);
  stage(server, room, picked);
  return picked.length === files.length;
};

/** Out of the system's dialog. Rejects with a `CallError`. */
export const pickFiles = async (server: ServerId, room: RoomId): Promise<void> =>
  stage(server, room, await call('files.pick'));

/** One of them does not go after all. */
export const unstageFile = (token: string): void => {
  useStore.setState((state) => dropStaged(state, token));
  void call('files.forget', { tokens: [token] }).catch(() => {});
};

/** None of them goes. */
export const unstageAll = (): void => {
  const tokens = useStore.getState().staged?.files.map(({ token }) => token) ?? [];
  useStore.setState({ staged: null });
  if (tokens.length > 0) void call('files.forget', { tokens }).catch(() => {});
};

/** Shown as pending, unless a push has overtaken the answer. */
const showPending = (server: ServerId, message: PendingMessage): void =>
  useStore.setState((state) => {
    const known = state.pending[server]?.some((one) => one.id === message.id);
    return known ? {} : putPending(state, server, message);
  });

const sendFiles = async (
  server: ServerId,
  room: RoomId,
  tokens: string[],
  text: string,
): Promise<OrRefused<PendingMessage>> => {
  const composing = useStore.getState().composing[place(server, room)];
  const reply = composing?.kind === 'reply' ? { reply: composing.quote.seq } : {};
  const outcome = await call('files.send', { server, room, tokens, text, ...reply });
  if (!outcome.ok) return outcome;
  showPending(server, outcome.result);
  if (composing?.kind === 'reply') stopComposing(server, room);
  return outcome;
};

/**
 * What is looked over goes out as one message, as an answer where one was begun. It is on disk
 * when this resolves to done. Refused, or rejected with a `CallError`: everything stays as it is.
 */
export const sendStaged = async (text: string): Promise<OrRefused<PendingMessage> | null> => {
  const { staged } = useStore.getState();
  if (!staged) return null;
  const tokens = staged.files.map(({ token }) => token);
  const outcome = await sendFiles(staged.server, staged.room, tokens, text);
  if (outcome.ok) useStore.setState({ staged: null });
  return outcome;
};

/** A text that is too long for a message. Rejects with a `CallError`. */
export const sendAsFile = async (
  server: ServerId,
  room: RoomId,
  name: string,
  text: string,
): Promise<OrRefused<PendingMessage>> => {
  const { token } = await call('files.paste', { name, bytes: new TextEncoder().encode(text) });
  const outcome = await sendFiles(server, room, [token], '');
  // The text is still in its field.
  if (!outcome.ok) void call('files.forget', { tokens: [token] }).catch(() => {});
  return outcome;
};

/** A message with files in another room of its server, and a comment after it. */
export const forwardFiles = async (
  server: ServerId,
  room: RoomId,
  files: readonly FileRef[],
  said: { text: string; from: Origin; comment: string },
): Promise<OrRefused<PendingMessage[]>> => {
  const about = files.map(({ hash: _, ...file }) => file);
  const outcome = await call('files.forward', { server, room, files: about, ...said });
  if (outcome.ok) for (const message of outcome.result) showPending(server, message);
  return outcome;
};

/** One file of a message that is on its way; without its last one an empty message goes too. */
export const cancelFile = async (server: ServerId, id: string, token: string): Promise<void> => {
  const message = useStore.getState().pending[server]?.find((one) => one.id === id);
  await call('files.cancel', { server, id, token });
  if (message?.files?.every((file) => file.token === token) && message.text === '')
    useStore.setState((state) => dropPending(state, server, id));
};

type Named = Pick<FileRef, 'id' | 'name' | 'size'>;

/** Onto this computer; `ask`: the person chooses where. Progress comes as a push. */
export const saveFile = async (
  server: ServerId,
  { id: file, name, size }: Named,
  ask = false,
): Promise<void> => {
  const saved = await call('files.save', { server, file, name, size, ask });
  if (!saved) return;
  useStore.setState((state) => {
    // A push may have overtaken this answer.
    const known = state.saved[server]?.[file];
    const newer = known && known.received > saved.received && known.state !== 'failed';
    return newer ? {} : putSaved(state, server, saved);
  });
};

export const stopSaving = async (server: ServerId, file: FileId): Promise<void> => {
  await call('files.stop', { server, file });
  useStore.setState((state) => {
    const { [file]: _stopped, ...rest } = state.saved[server] ?? {};
    return { saved: { ...state.saved, [server]: rest } };
  });
};

/** Shows a saved file in its folder. Resolves to false when it is not there any more. */
export const revealFile = (server: ServerId, file: FileId): Promise<boolean> =>
  call('files.reveal', { server, file });

/** With whatever the system has for it, after its dialog asked; saved before where it is not. */
export const openFile = (server: ServerId, { id: file, name, size }: Named): Promise<OpenedFile> =>
  call('files.open', { server, file, name, size });

/** Bytes of what is kept for showing. */
export const keptFiles = (): Promise<number> => call('files.kept', { clear: false });
/** Throws it away; resolves to the bytes that are left, of what is being shown. */
export const clearKeptFiles = (): Promise<number> => call('files.kept', { clear: true });

/** The system's dialog for the download folder. */
export const chooseDownloadFolder = (): Promise<void> => call('files.folder');

/** Files of a room's messages, newest first, from before a message on. */
export const roomFiles = (server: ServerId, room: RoomId, before?: number) =>
  submit(server, {
    verb: 'files',
    room,
    limit: FILES_PAGE_MAX,
    ...(before !== undefined && { before }),
  });

/** One picture over the whole window, those beside it a key away. */
export const viewImage = (server: ServerId, images: readonly Picture[], file: FileId): void =>
  useStore.setState({ viewing: { server, images, file } });

const picturesOf = ({ files = [], name, gone }: EventOf<'posted'>): Picture[] =>
  gone ? [] : files.filter((file) => shownAs(file) === 'image').map((file) => ({ file, name }));

/** The same among the pictures of what is held of the room. */
export const viewRoomImage = (
  server: ServerId,
  room: RoomId,
  message: EventOf<'posted'>,
  file: FileId,
): void => {
  const events = useStore.getState().timelines[place(server, room)]?.events ?? [];
  const held = events.flatMap((event) => (event.kind === 'posted' ? picturesOf(event) : []));
  const there = held.some((one) => one.file.id === file);
  viewImage(server, there ? held : picturesOf(message), file);
};

export const viewOther = (file: FileId): void =>
  useStore.setState(({ viewing }) => (viewing ? { viewing: { ...viewing, file } } : {}));

export const closeViewer = (): void => useStore.setState({ viewing: null });

/** The picture that is shown at this point of the page, onto the clipboard. */
export const copyImageAt = (x: number, y: number): Promise<void> =>
  call('files.copyImage', { x, y });
