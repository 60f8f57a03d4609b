// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage, startI18n } from '../../i18n';
import { applyPush } from '../../store/apply-push';
import { DESIGN, room, server } from '../../store/fixtures';
import { initialState, useStore } from '../../store/store';
import { Switcher } from './Switcher';

const OTHER = 'O'.repeat(43);

beforeEach(() => {
  startI18n('ko');
  setLanguage('ko');
  let state = { ...initialState, booted: true };
  const there = server({
    id: OTHER,
    name: '교무실',
    rooms: [room('lobby', 'lobby'), room('rdesign1111', '디자인 회의', { unread: 2 })],
  });
  for (const view of [server(), there]) {
    state = { ...state, ...applyPush(state, 'server', view, 0) };
  }
  useStore.setState({ ...state, openServer: server().id, dialog: 'switcher' });
});

const groups = () =>
  screen.getAllByRole('group').map((group) =>
    within(group)
      .getAllByRole('option')
      .map((one) => one.textContent),
  );

describe('the switcher', () => {
  it('leads to rooms of other servers too, by first consonants, and says where they are', async () => {
    render(<Switcher />);
    await userEvent.type(screen.getByRole('combobox'), 'ㄷㅈㅇ');
    expect(groups()).toEqual([['디자인'], [expect.stringMatching(/^디자인 회의교무실/)]]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    const { openServer, openRooms, dialog } = useStore.getState();
    expect({ openServer, room: openRooms[OTHER], dialog }).toEqual({
      openServer: OTHER,
      room: 'rdesign1111',
      dialog: null,
    });
  });

  it('does what is typed, only what can be done here', async () => {
    render(<Switcher />);
    const field = screen.getByRole('combobox');
    await userEvent.type(field, '초대');
    expect(screen.queryByRole('option')).toBeNull();
    await userEvent.clear(field);
    await userEvent.type(field, '단축키');
    await userEvent.keyboard('{Enter}');
    expect(useStore.getState().dialog).toBe('shortcuts');
  });

  it('opens a room by the first letters', async () => {
    render(<Switcher />);
    await userEvent.type(screen.getByRole('combobox'), '디자인{Enter}');
    expect(useStore.getState().openRooms[server().id]).toBe(DESIGN);
  });
});
