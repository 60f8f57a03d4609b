import { cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../../i18n';
import { DESIGN, room, server } from '../../../store/fixtures';
import { putServer } from '../../../store/slices/servers';
import { initialState, useStore } from '../../../store/store';
import { TooltipProvider } from '../../../ui/Tooltip';
import { Markdown } from './Markdown';

const view = server({
  rooms: [
    room('lobby', '공지'),
    room(DESIGN, '디자인'),
    room('rnotes00000', '디자인 노트', { joined: false }),
  ],
});
beforeAll(() => startI18n('ko'));
beforeEach(() => {
  vi.stubGlobal('sarangbang', { call: async () => ({ ok: true }), on: () => () => {} });
  useStore.setState({ ...initialState, ...putServer(initialState, view), openServer: view.id });
});
afterEach(cleanup);

const show = (text: string): HTMLElement =>
  render(
    <TooltipProvider>
      <Markdown text={text} myName="" />
    </TooltipProvider>,
  ).container;
const hidden = (shown: HTMLElement) =>
  [...shown.querySelectorAll('[role="button"]')].map((one) => one.textContent);

describe('spoilers', () => {
  it.each([
    ['범인은 ||민수||예요', ['민수']],
    ['||**굵게** 그리고 `||코드||`||', ['굵게 그리고 ||코드||']],
    ['||하나|| 둘 ||셋||', ['하나', '셋']],
    ['||두\n줄||', ['두줄']],
    ['a || b || c', []],
    ['||', []],
    ['||||', []],
    ['`||a||`', []],
    ['||짝 없는', []],
  ])('%s', (text, expected) => {
    const shown = show(text);
    expect(hidden(shown).map((one) => one?.replace(/\n/g, ''))).toEqual(expected);
  });

  it('lose nothing that was written', () => {
    expect(show('||짝 || 없는 a||').textContent).toBe('짝 || 없는 a');
    expect(show('끝 ||').textContent).toBe('끝 ||');
  });

  it('are out of reach until pressed, and say what they are', () => {
    const shown = show('||[비밀](https://example.com/)||');
    const button = shown.querySelector('[role="button"]') as HTMLElement;
    expect(button.getAttribute('aria-label')).toContain('스포일러');
    expect(button.querySelector('[inert]')?.textContent).toBe('비밀');
    fireEvent.keyDown(button, { key: 'Enter' });
    expect(shown.querySelector('[inert], [role="button"]')).toBeNull();
    expect(shown.querySelector('a')?.textContent).toBe('비밀');
  });

  it('end, however many marks there are', () => {
    expect(show('||a'.repeat(1300)).textContent?.length).toBeGreaterThan(0);
    expect(show('|'.repeat(4000)).textContent?.length).toBeGreaterThan(0);
  });
});

describe('rooms that are named', () => {
  const rooms = (text: string) =>
    [...show(text).querySelectorAll('button')].map((one) => one.textContent);
  it.each([
    ['#디자인에서 봐요', ['#디자인']],
    ['#디자인 노트를 보세요', ['#디자인 노트']],
    ['#없는방', []],
    ['a#디자인', []],
    ['`#디자인`', []],
    ['#디자인x', []],
  ])('%s', (text, expected) => {
    expect(rooms(text)).toEqual(expected);
  });

  it('are opened, or looked for where one is not in yet', () => {
    fireEvent.click(show('#디자인').querySelector('button') as HTMLElement);
    expect(useStore.getState().openRooms[view.id]).toBe(DESIGN);
    cleanup();
    fireEvent.click(show('#디자인 노트').querySelector('button') as HTMLElement);
    expect(useStore.getState().dialog).toBe('browse-rooms');
  });
});

describe('code', () => {
  it('gets its colours by language, and says which it is', async () => {
    const shown = show('```js\nconst a = "<b>";\n```');
    // What finds the colours is loaded with the first block of code.
    await waitFor(
      () => expect(shown.querySelector('[data-token="keyword"]')?.textContent).toBe('const'),
      { timeout: 30_000 },
    );
    expect(shown.querySelector('[data-token="string"]')?.textContent).toBe('"<b>"');
    expect(shown.querySelector('b')).toBeNull();
    expect(shown.querySelector('pre')?.textContent).toBe('const a = "<b>";');
    expect(shown.textContent).toContain('js');
  });

  it.each(['nope', '__proto__', 'constructor'])('of the language "%s" stays plain', (language) => {
    const shown = show(`\`\`\`${language}\nconst a\n\`\`\``);
    expect(shown.querySelector('pre')?.textContent).toBe('const a');
  });
});
