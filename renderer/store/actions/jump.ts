import type { RoomId, Seq } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { covers, indexOfSeq } from '../apply-event';
import { place } from '../place';
import { selectOpenRoomId, selectOpenServer } from '../selectors';
import { type JumpTrouble, nextJump, remember, type Spot } from '../slices/reading';
import { useStore } from '../store';
import { openRoom } from './navigate';
import { readAround, showAround } from './pages';
import { readingAt } from './ports';
import { toLatest } from './reading';
import { isElsewhere, showInMain } from './windows';

export interface JumpOptions {
  /** The message is marked for a moment. */
  highlight?: boolean;
  /** The way back leads to where one is now. */
  remember?: boolean;
}

/** Counts jumps that were begun: one that is overtaken by another leads nowhere. */
let begun = 0;

const trouble = (why: JumpTrouble['why']): false => {
  useStore.setState(({ jumpTrouble }) => ({
    jumpTrouble: { why, n: (jumpTrouble?.n ?? 0) + 1 },
  }));
  return false;
};

/** Where one is reading now; null on the first screen. */
const here = (): Spot | null => {
  const state = useStore.getState();
  const server = selectOpenServer(state);
  const room = selectOpenRoomId(state);
  return server && room ? { server: server.id, room, seq: readingAt() } : null;
};

/** The window around `seq` is held from here on; false when it was said why not, or overtaken. */
const hold = async (server: ServerId, room: RoomId, seq: Seq, exact: boolean): Promise<boolean> => {
  const mine = ++begun;
  const at = place(server, room);
  const state = useStore.getState();
  if (!state.servers[server]?.rooms[room]?.joined) return trouble('no-room');
  const timeline = state.timelines[at];
  const has = (events: readonly { seq: Seq }[]) => events[indexOfSeq(events, seq)]?.seq === seq;
  if (timeline?.state === 'ready' && covers(timeline, seq))
    return !exact || has(timeline.events) || trouble('gone');
  try {
    const pages = await readAround(server, room, seq);
    if (mine !== begun) return false;
    if (exact && !has(pages[0].events)) return trouble('gone');
    return showAround(at, pages) || trouble('away');
  } catch {
    return mine === begun && trouble('away');
  }
};

const land = (
  server: ServerId,
  room: RoomId,
  seq: Seq,
  to: 'message' | 'line',
  highlight: boolean,
): void => {
  const state = useStore.getState();
  if (selectOpenServer(state)?.id !== server || selectOpenRoomId(state) !== room)
    openRoom(server, room);
  useStore.setState({ jump: { at: place(server, room), seq, to, highlight, n: nextJump() } });
};

/**
 * Opens the room and puts the message into the middle of the screen, with the focus. What is not
 * held is loaded first: until then one stays where one is. Resolves to false when the message
 * cannot be reached; that is said on screen (JumpNote), so callers need not.
 */
export const jumpTo = async (
  server: ServerId,
  room: RoomId,
  seq: Seq,
  options: JumpOptions = {},
): Promise<boolean> => {
  if (isElsewhere(server, room)) {
    showInMain({ to: { server, room, seq } });
    return true;
  }
  const from = options.remember === false ? null : here();
  if (!(await hold(server, room, seq, true))) return false;
  if (from) useStore.setState((state) => remember(state, from));
  land(server, room, seq, 'message', options.highlight ?? true);
  return true;
};

/** To the unread line of a room, which may stand in a part that is not held. */
export const jumpToLine = async (server: ServerId, room: RoomId): Promise<void> => {
  const { unreadLine } = useStore.getState();
  if (unreadLine?.at !== place(server, room)) return;
  if (await hold(server, room, unreadLine.seq, false))
    land(server, room, unreadLine.seq, 'line', false);
};

/**
 * To the first thing that was said in a room from a moment on (ms since 1970). When nothing was,
 * to the end.
 */
export const jumpToTime = async (server: ServerId, room: RoomId, at: number): Promise<boolean> => {
  try {
    const page = await call('history', { server, room, at, limit: 1 });
    const first = page.events[0];
    if (first) return await jumpTo(server, room, first.seq, { highlight: false });
    toLatest(server, room);
    return true;
  } catch {
    return trouble('away');
  }
};

/** Asks which day to go to; a day that is near, ms since 1970, is filled in. */
export const askDay = (near?: number): void =>
  useStore.setState({ dialog: 'date', askedDay: near ?? null });

/** Alt+←: to where one was before the last jump. False when there was none. */
export const jumpBack = async (): Promise<boolean> => {
  const { trail, servers } = useStore.getState();
  const open = trail.filter(({ server, room }) => servers[server]?.rooms[room]?.joined);
  const spot = open.at(-1);
  useStore.setState({ trail: open.slice(0, -1) });
  if (!spot) return false;
  const { server, room, seq } = spot;
  if (seq !== null) return jumpTo(server, room, seq, { highlight: false, remember: false });
  begun++;
  openRoom(server, room);
  toLatest(server, room);
  return true;
};
