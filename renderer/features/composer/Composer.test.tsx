import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import { actions } from '../../store/actions';
import { minsu, posted, room, seoyeon, server, waiting } from '../../store/fixtures';
import { place } from '../../store/place';
import { emptyTimeline } from '../../store/slices/messages';
import { putServer, toServer } from '../../store/slices/servers';
import { initialState, useStore } from '../../store/store';
import { TooltipProvider } from '../../ui/Tooltip';
import { Composer } from './Composer';

const view = server();
let calls: [name: string, input: unknown][] = [];
let answer: (name: string) => unknown;

beforeAll(() => startI18n('ko'));
beforeEach(() => {
  calls = [];
  answer = (name) => ({
    ok: true,
    value: name === 'post' ? waiting(1) : name === 'submit' ? { ok: true, result: {} } : undefined,
  });
  vi.stubGlobal('sarangbang', {
    call: async (name: string, input: unknown) => {
      calls.push([name, input]);
      return answer(name);
    },
    on: () => () => {},
  });
  useStore.setState({ ...initialState, ...putServer(initialState, view), openServer: view.id });
});
afterEach(cleanup);

const show = (draft = ''): HTMLTextAreaElement => {
  render(
    <TooltipProvider>
      <Composer
        server={toServer(view)}
        room={room('lobby', '공지', { draft })}
        name="공지"
        people={[seoyeon]}
        sendWith="enter"
      />
    </TooltipProvider>,
  );
  return screen.getByRole<HTMLTextAreaElement>('textbox');
};
const called = (name: string): unknown[] =>
  calls.filter(([called]) => called === name).map(([, input]) => input);

describe('the composer', () => {
  it('posts on Enter, and is empty when the text is stored', async () => {
    const field = show();
    await userEvent.type(field, '안녕하세요{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(called('post')).toEqual([{ server: view.id, room: 'lobby', text: '안녕하세요' }]);
  });

  it('keeps the text and says so when it could not be stored', async () => {
    answer = () => ({ ok: false, code: 'failed', message: 'disk full' });
    const field = show();
    await userEvent.type(field, '안녕{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('저장하지 못해서');
    expect(field.value).toBe('안녕');
  });

  it('restores a draft', () => {
    expect(show('쓰던 글').value).toBe('쓰던 글');
  });

  it('stores the draft when it is left, and drops it when it was sent', async () => {
    const field = show();
    await userEvent.type(field, '반쯤');
    field.blur();
    expect(called('draft')).toEqual([{ server: view.id, room: 'lobby', text: '반쯤' }]);
    await userEvent.type(field, '{Enter}');
    await waitFor(() => expect(called('draft').at(-1)).toMatchObject({ text: '' }));
  });

  it('carries out commands instead of posting them', async () => {
    const field = show();
    await userEvent.type(field, '/topic 발표 준비{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(called('submit').filter((one) => !JSON.stringify(one).includes('typing'))).toEqual([
      { server: view.id, command: { verb: 'topic', room: 'lobby', topic: '발표 준비' } },
    ]);
    expect(called('post')).toEqual([]);
  });

  it('keeps an unknown command and says so', async () => {
    const field = show();
    await userEvent.type(field, '/nope now{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('/nope');
    expect(field.value).toBe('/nope now');
    expect(called('post')).toEqual([]);
  });

  it('completes a name with Tab, and sends with Enter while names are offered', async () => {
    const field = show();
    await userEvent.type(field, '@이서');
    expect(screen.getByRole('option', { name: '이서연' })).toBeTruthy();
    await userEvent.keyboard('{Tab}');
    expect(field.value).toBe('@이서연 ');
    await userEvent.type(field, '{Backspace}{Enter}');
    await waitFor(() => expect(called('post')).toMatchObject([{ text: '@이서연' }]));
  });

  it('says how much too long a text is, and does not send it', async () => {
    const field = show();
    await userEvent.click(field);
    await userEvent.paste('가'.repeat(4213));
    expect(screen.getByRole('alert').textContent).toContain('4,213');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(called('post')).toEqual([]));
    expect(field.value).toHaveLength(4213);
  });

  it('tells that somebody writes once in a while, not at every key', async () => {
    await userEvent.type(show(), '여러 글자를 적어요');
    expect(called('submit')).toEqual([
      { server: view.id, command: { verb: 'typing', room: 'lobby', on: true } },
    ]);
  });
});

const timelineOf = (...events: Parameters<typeof posted>[]) =>
  useStore.setState({
    timelines: {
      [place(view.id, 'lobby')]: {
        ...emptyTimeline,
        state: 'ready',
        older: false,
        events: events.map((event) => posted(...event)),
      },
    },
  });
const submitted = () =>
  called('submit').flatMap((one) => {
    const { command } = one as { command: { verb: string } };
    return command.verb === 'typing' ? [] : [command];
  });

describe('changing a message', () => {
  beforeEach(() => timelineOf([1], [2, { by: minsu.id, text: '고칠 글' }], [3]));
  const begin = async (draft = '') => {
    const field = show(draft);
    if (draft === '') await userEvent.type(field, '{ArrowUp}');
    else await act(() => actions.startEdit(view.id, 'lobby', 2));
    await waitFor(() => expect(field.value).toBe('고칠 글'));
    return field;
  };

  it('begins with ↑ in an empty field, and Enter stores it', async () => {
    const field = await begin();
    await userEvent.type(field, ' 하나{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(submitted()).toEqual([{ verb: 'edit', room: 'lobby', target: 2, text: '고칠 글 하나' }]);
    expect(called('post')).toEqual([]);
    expect(screen.queryByText('메시지 고치는 중')).toBeNull();
  });

  it('leaves the draft alone, which is there again after Esc', async () => {
    const field = await begin('쓰던 글');
    await userEvent.type(field, '!{Escape}');
    expect(field.value).toBe('쓰던 글');
    expect(submitted()).toEqual([]);
    expect(called('draft')).toEqual([]);
  });

  it('asks the server nothing when nothing was changed', async () => {
    const field = await begin();
    await userEvent.type(field, '{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(submitted()).toEqual([]);
  });

  it('keeps the text when the message is gone', async () => {
    answer = () => ({ ok: true, value: { ok: false, error: { code: 'no-such-message' } } });
    const field = await begin();
    await userEvent.type(field, '!{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('이제 없는');
    expect(field.value).toBe('고칠 글!');
  });

  it('reads no command in it', async () => {
    const field = await begin();
    await userEvent.clear(field);
    await userEvent.type(field, '/help{Enter}');
    await waitFor(() => expect(submitted()).toMatchObject([{ verb: 'edit', text: '/help' }]));
  });

  it('asks before a message that was emptied is deleted', async () => {
    const field = await begin();
    await userEvent.clear(field);
    await userEvent.type(field, '{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: '지우기' }));
    await waitFor(() =>
      expect(submitted()).toEqual([{ verb: 'delete', room: 'lobby', target: 2 }]),
    );
    await waitFor(() => expect(screen.queryByText('메시지 고치는 중')).toBeNull());
  });
});

describe('answering a message', () => {
  beforeEach(() => timelineOf([1, { text: '첫 번째 안건' }]));

  it('says whom, and goes along with the text once', async () => {
    const field = show('초안');
    await act(() => actions.startReply(view.id, 'lobby', 1));
    expect(screen.getByText('이서연 님에게 답장')).toBeTruthy();
    expect(field.value).toBe('초안');
    await userEvent.type(field, '이에요{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(called('post')).toMatchObject([{ text: '초안이에요', reply: 1 }]);
    expect(screen.queryByText('이서연 님에게 답장')).toBeNull();
    await userEvent.type(field, '둘{Enter}');
    await waitFor(() => expect(called('post')).toHaveLength(2));
    expect(called('post')[1]).not.toHaveProperty('reply');
  });

  it('ends with Esc, and the text stays', async () => {
    const field = show('초안');
    await act(() => actions.startReply(view.id, 'lobby', 1));
    await userEvent.type(field, '{Escape}');
    expect(screen.queryByText('이서연 님에게 답장')).toBeNull();
    expect(field.value).toBe('초안');
  });
});

describe('a reply that was left', () => {
  beforeEach(() => timelineOf([1, { text: '첫 번째 안건' }]));
  const kept = () => useStore.getState().servers[view.id]?.rooms.lobby?.draftReply;

  it('is kept with the draft, for as long as it is one', async () => {
    show('초안');
    await act(() => actions.startReply(view.id, 'lobby', 1));
    expect(kept()).toBe(1);
    expect(called('draft').at(-1)).toMatchObject({ room: 'lobby', reply: 1 });
    act(() => actions.stopComposing(view.id, 'lobby'));
    expect(kept()).toBeUndefined();
    expect(called('draft').at(-1)).not.toHaveProperty('reply');
  });

  it('is there again after a restart, out of the copy, and after an edit in between', async () => {
    const events = [posted(1, { text: '첫 번째 안건' })];
    answer = (name) => ({ ok: true, value: name === 'history' ? { events, more: false } : {} });
    const lobby = room('lobby', '공지', { draft: '초안', draftReply: 1 });
    const rooms = [lobby, ...view.rooms.filter(({ id }) => id !== 'lobby')];
    useStore.setState((state) => putServer(state, { ...view, rooms }));
    show('초안');
    expect(await screen.findByText('이서연 님에게 답장')).toBeTruthy();
    const edit = { kind: 'edit', seq: 1, was: 'm1', text: 'm1' } as const;
    const at = place(view.id, 'lobby');
    act(() => useStore.setState((state) => ({ composing: { ...state.composing, [at]: edit } })));
    expect(screen.queryByText('이서연 님에게 답장')).toBeNull();
    act(() => actions.stopComposing(view.id, 'lobby'));
    expect(await screen.findByText('이서연 님에게 답장')).toBeTruthy();
  });
});

describe('an announcement', () => {
  const role = (wanted: 'host' | 'member') => {
    const me = { ...minsu, role: wanted };
    useStore.setState((state) => putServer(state, { ...view, me }));
    render(
      <TooltipProvider>
        <Composer
          server={toServer({ ...view, me })}
          room={room('lobby', '공지')}
          name="공지"
          people={[seoyeon]}
          sendWith="enter"
        />
      </TooltipProvider>,
    );
    return screen.getByRole<HTMLTextAreaElement>('textbox');
  };

  it('is sent from beside the send button, by keyboard, and the focus comes back', async () => {
    const field = role('host');
    await userEvent.type(field, '내일 9시');
    screen.getByRole('button', { name: '보내는 방법' }).focus();
    await userEvent.keyboard('{Enter}');
    const choice = await screen.findByRole('menuitem', { name: /^공지로 보내기/ });
    await waitFor(() => expect(document.activeElement).toBe(choice));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(field.value).toBe(''));
    expect(called('post')).toMatchObject([{ text: '내일 9시', announce: true }]);
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('is not offered to who may not announce', () => {
    role('member');
    expect(screen.queryByRole('button', { name: '보내는 방법' })).toBeNull();
  });
});

it('says from when an old draft is', () => {
  const draftAt = new Date(2020, 10, 3, 12).getTime();
  render(
    <TooltipProvider>
      <Composer
        server={toServer(view)}
        room={room('lobby', '공지', { draft: '쓰던 글', draftAt })}
        name="공지"
        people={[]}
        sendWith="enter"
      />
    </TooltipProvider>,
  );
  expect(screen.getByText('2020년 11월 3일에 쓰던 글')).toBeTruthy();
});
