/** The shell keeps its promises even to a renderer that has gone over to the enemy. */
import { expect, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { composer, hostRoom, messages, say, sees } from './support/talk';

test.afterEach(cleanUp);

interface Door {
  call(channel: string, input: unknown): Promise<{ ok: boolean; code?: string }>;
}

test('the renderer has no Node, no second window, no way out, no permissions', async () => {
  const { page, app } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const found = await page.evaluate(async () => {
    const opened = window.open('https://example.com/');
    const refusals: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      refusals.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    let scripted = true;
    try {
      script.textContent = 'window.hacked = true';
      document.head.append(script);
    } catch {
      // Trusted Types refuse the text already
      scripted = false;
    }
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    let evaluated = false;
    // in a task of its own: what the test driver runs directly is exempt from the policy
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        try {
          new Function('return 1')();
          evaluated = true;
        } catch {
          // as it should be
        }
        resolve();
      });
    });
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    const notifications = await navigator.permissions
      .query({ name: 'geolocation' })
      .then((status) => status.state);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return {
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      opened: opened !== null,
      hacked: 'hacked' in window,
      evaluated,
      scripted,
      fetched,
      notifications,
      refusals,
    };
  });
  expect(found).toMatchObject({
    globals: [],
    opened: false,
    hacked: false,
    evaluated: false,
    scripted: false,
    fetched: false,
    notifications: 'denied',
  });
  expect(found.refusals).toEqual(expect.arrayContaining(['style-src-elem']));
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  // the driver waits for a navigation that never comes, so the page itself is asked
  const where = () =>
    page.evaluate(() => [location.protocol, document.querySelector('h1') !== null]);
  await expect.poll(where).toEqual(['app:', true]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the door between window and app takes only what the map says', async () => {
  const { page } = await launch();
  const answers = await page.evaluate(async () => {
    const { call } = (window as unknown as { sarangbang: Door }).sarangbang;
    const tries: Array<[string, unknown]> = [
      ['no-such-channel', undefined],
      ['__proto__', {}],
      ['settings.update', { theme: 'pink' }],
      ['post', { server: 'x', room: 'lobby', text: 'x'.repeat(100_000) }],
      ['open', { url: 'file:///etc/passwd' }],
      ['open', { url: 'javascript:alert(1)' }],
      ['connect', { target: { hosts: [] }, name: 'x' }],
      ['submit', { server: 'x', command: { verb: 'format-disk' } }],
    ];
    const results: Array<[string, boolean]> = [];
    for (const [channel, input] of tries) {
      const answer = await call(channel, input).catch(() => ({ ok: false }));
      results.push([channel, answer.ok]);
    }
    return results;
  });
  for (const [channel, ok] of answers) expect(ok, channel).toBe(false);
});

test('hostile text is shown as text', async () => {
  const { page } = await launch();
  await hostRoom(page);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '![x](https://example.com/track.png)',
    '<iframe src="https://example.com"></iframe>',
    '[x](data:text/html,<script>alert(1)</script>)',
    `${'> '.repeat(300)}deep`,
    '&lt;b&gt; &copy; &notit; &#x3C;i&gt;',
  ];
  for (const text of hostile) await say(page, text);
  await expect(messages(page)).toHaveCount(hostile.length);
  const harm = await page.evaluate(() => ({
    elements: document.querySelectorAll('li iframe, li img, li script, li object').length,
    links: [...document.querySelectorAll('li a')].map((a) => a.getAttribute('href') ?? ''),
  }));
  expect(harm.elements).toBe(0);
  await sees(page, '<b> © &notit; <i>');
  for (const href of harm.links) expect(href).toMatch(/^(https?:|mailto:|#|$)/);
  expect(dialogs).toBe(0);
  await expect(composer(page)).toBeVisible();
});
