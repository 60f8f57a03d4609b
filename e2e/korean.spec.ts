/**
 * Korean typing in the real app: with a real input method where there is one, and with
 * composition events in the order in which Windows and macOS send them.
 */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { available, type InputMethod, startInputMethod } from './support/input-method';
import { cleanUp, launch, type RunningApp } from './support/launch';
import { composer, hostRoom, messages, texts } from './support/talk';
import { guestTalking } from './support/terminal';

/** Physical keys of the two-set layout. */
const HELLO = [...'dkssudgktpdy'];

test.describe('with ibus-hangul', () => {
  test.skip(!available, 'ibus-hangul is not installed here');
  let input: InputMethod;
  let stopInput = async () => {};
  let app: RunningApp;
  let link: string;

  test.beforeEach(async () => {
    input = await startInputMethod();
    stopInput = input.stop;
    app = await launch({ language: 'ko', env: input.env });
    link = await hostRoom(app.page);
    await composer(app.page).focus();
    await input.focus(app.app.process().pid as number);
  });
  test.afterEach(async () => {
    await cleanUp();
    await stopInput();
    stopInput = async () => {};
  });

  const sent = (...lines: string[]) =>
    expect.poll(() => texts(app.page), { timeout: 5000 }).toEqual(lines);

  test('one Enter sends the whole text, once', async () => {
    await input.keys(...HELLO, 'Return');
    await sent('안녕하세요');
    await expect(composer(app.page)).toHaveValue('');
    // a lone consonant, and a last syllable that could have taken one more
    await input.keys('z', 'Return');
    await input.keys('q', 'k', 'q', 'Return');
    await sent('안녕하세요', 'ㅋ', '밥');
    await expect(composer(app.page)).toHaveValue('');
  });

  test('Shift+Enter in the middle of a syllable makes a new line and loses nothing', async () => {
    await input.keys('d', 'k', 's', 'shift+Return', 'q', 'k', 'q');
    await expect(composer(app.page)).toHaveValue('안\n밥');
    await expect(messages(app.page)).toHaveCount(0);
    await input.keys('Return');
    await sent('안\n밥');
  });

  test('while others talk, and with the mention list open', async () => {
    const stop = await guestTalking(link, 8);
    await input.keys(...HELLO, 'Return');
    await expect(messages(app.page).filter({ hasText: '안녕하세요' })).toHaveCount(1);
    await expect(composer(app.page)).toHaveValue('');
    await stop();
    // @ comes from the same keyboard; the list offers the guest, Enter takes what is typed
    await input.keys('at', 'd', 'k', 's', 's', 'u', 'd', 'space', 'q', 'k', 'q', 'Return');
    await expect(messages(app.page).filter({ hasText: '@안녕 밥' })).toHaveCount(1);
    await expect(composer(app.page)).toHaveValue('');
  });
});

test.describe('as Windows and macOS send it', () => {
  test.afterEach(cleanUp);

  /** The key goes down while the syllable is still composing; the commit comes after it. */
  async function enterWhileComposing(cdp: CDPSession, commit: string): Promise<void> {
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await cdp.send('Input.insertText', { text: commit });
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 13,
    });
  }

  async function compose(cdp: CDPSession, steps: string[]): Promise<void> {
    for (const text of steps) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
  }

  async function room(): Promise<{ page: Page; cdp: CDPSession; link: string }> {
    const { page } = await launch({ language: 'ko' });
    const link = await hostRoom(page);
    await composer(page).focus();
    return { page, cdp: await page.context().newCDPSession(page), link };
  }

  for (const [what, before, steps, commit] of [
    ['안녕하세요', '안녕하세', ['ㅇ', '요'], '요'],
    ['a lone ㅋ', '', ['ㅋ'], 'ㅋ'],
    ['a last syllable with a final consonant', '아침 ', ['ㅂ', '바', '밥'], '밥'],
  ] as const) {
    test(`${what}: one Enter, whole and once`, async () => {
      const { page, cdp } = await room();
      if (before) await cdp.send('Input.insertText', { text: before });
      await compose(cdp, [...steps]);
      await enterWhileComposing(cdp, commit);
      await expect.poll(() => texts(page)).toEqual([before + commit]);
      await expect(composer(page)).toHaveValue('');
    });
  }

  test('in a busy room nothing is split into jamo', async () => {
    const { page, cdp, link } = await room();
    const stop = await guestTalking(link, 10);
    for (let i = 0; i < 5; i += 1) {
      await cdp.send('Input.insertText', { text: `${i} 번째 바` });
      await compose(cdp, ['ㅂ', '바', '밥']);
      await enterWhileComposing(cdp, '밥');
      await expect(messages(page).filter({ hasText: `${i} 번째 바밥` })).toHaveCount(1);
    }
    await stop();
    await expect(composer(page)).toHaveValue('');
  });
});
