/**
 * How much is drawn for one message: its own line, and no other. Counted, so that it holds on any
 * machine.
 */
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatEvent } from '../../../protocol/events';
import { startI18n } from '../../i18n';
import { applyPush } from '../../store/apply-push';
import { minsu, posted, room, seoyeon, server } from '../../store/fixtures';
import { place } from '../../store/place';
import { emptyTimeline } from '../../store/slices/messages';
import { putServer } from '../../store/slices/servers';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { MessageList } from './MessageList';

const drawn: string[] = [];
vi.mock('./message/MessageBody', async (original) => {
  const real = await original<typeof import('./message/MessageBody')>();
  return {
    MessageBody: (props: Parameters<typeof real.MessageBody>[0]) => {
      drawn.push(props.message.text);
      return real.MessageBody(props);
    },
  };
});

const HELD = 30;
const view = server();
const AT = place(view.id, 'lobby');

/** jsdom lays nothing out: the list is 600 px high, each line 30. */
beforeEach(() => {
  drawn.length = 0;
  startI18n('ko');
  vi.stubGlobal('sarangbang', { call: async () => ({ ok: true }), on: () => () => {} });
  const height = (element: Element) => (element.matches('li[data-index]') ? 30 : 600);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (
    this: HTMLElement,
  ) {
    return height(this);
  });
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(400);
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(HELD * 30);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: unknown) {
    this.scrollTop = (to as ScrollToOptions).top ?? 0;
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')));
  };
  const events = Array.from({ length: HELD }, (_, i) => posted(i + 1, { text: `line ${i + 1}` }));
  useStore.setState({
    ...initialState,
    ...putServer(initialState, view),
    openServer: view.id,
    timelines: { [AT]: { ...emptyTimeline, events, older: false, state: 'ready' } },
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Pane = () => {
  const timeline = useStore((state) => state.timelines[AT]);
  const there = useStore((state) => state.servers[view.id]);
  const lobby = there?.rooms.lobby;
  if (!timeline || !there || !lobby) return null;
  return (
    <TooltipProvider>
      <MessageList
        server={view.id}
        room={lobby}
        timeline={timeline}
        pending={[]}
        line={null}
        me={there.me}
        focused={false}
        density="cozy"
        textSize={100}
      />
    </TooltipProvider>
  );
};

/** With the frames in which the list finds its end. */
const show = () =>
  act(async () => {
    render(<Pane />);
    for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
  });

const told = (events: readonly ChatEvent[], unread = 0) =>
  act(async () => {
    const now = Date.now();
    const tell = useStore.setState;
    tell((s) => applyPush(s, 'events', { server: view.id, events: [...events] }, now));
    const lobby = room('lobby', '공지', { unread, last: events.at(-1)?.seq ?? 0 });
    tell((s) => applyPush(s, 'rooms', { server: view.id, rooms: [lobby] }, now));
  });

test('one more message, and the new count of its room, draw one line', async () => {
  await show();
  expect(drawn.length).toBeGreaterThan(15);
  drawn.length = 0;
  await told([posted(HELD + 1, { text: 'one more' })], 1);
  expect([...new Set(drawn)]).toEqual(['one more']);
});

test('what changes one message draws that message', async () => {
  await show();
  drawn.length = 0;
  const base = { room: 'lobby', ts: 1, by: minsu.id, name: minsu.name };
  const seq = HELD + 1;
  const change = { ...base, kind: 'reacted', seq, prev: HELD, target: HELD, emoji: '👍', on: true };
  await told([change as ChatEvent]);
  expect([...new Set(drawn)]).toEqual([`line ${HELD}`]);
});

test('what is said in another room, and who comes, draws no line at all', async () => {
  await show();
  drawn.length = 0;
  await told([posted(1, { room: 'rdesign0000', text: 'elsewhere' })]);
  await act(async () => {
    const users = [{ ...seoyeon, presence: 'away' as const }];
    useStore.setState((s) => applyPush(s, 'users', { server: view.id, users }, Date.now()));
  });
  expect(drawn).toEqual([]);
});
