/**
 * A page that was taken over, other people's windows and forged frames: a thousand calls through the
 * bridge reach no file, no program and nobody's secret, and the app goes on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { ROOM_WINDOWS_MAX } from '../protocol/limits';
import { seedOf } from '../protocol/testing/property';
import { randomOf } from '../torture/lib/random';
import { type HostileCall, hostileCall } from './support/hostile/calls';
import { cleanUp, dataFolder, launch, root } from './support/launch';
import { composer, hostRoom, say, sees } from './support/talk';

test.afterEach(cleanUp);

const SEED = seedOf(process.env.SARANGBANG_SEED) ?? Math.floor(Math.random() * 2 ** 31);
const CALLS = Number(process.env.SARANGBANG_CALLS ?? 1000);
const BATCH = 125;
/** ms until a call that is waiting for a person or a network is left to itself. */
const PATIENCE_MS = 1_500;
/** What no page may ever get to see, in files that lie where it was not asked to. */
const CANARY = 'canary-7b1f0c';

type Reached = { reached: string[] };

/** Dialogs are dismissed, and what would have left the app is written down instead. */
const recordWhatLeaves = (app: ElectronApplication) =>
  app.evaluate(({ app: electron, dialog, shell }) => {
    const reached: string[] = [];
    Object.assign(globalThis, { reached });
    const note = (what: string) => (place: string) => {
      reached.push(`${what} ${place}`);
      return Promise.resolve('');
    };
    Object.assign(shell, {
      openExternal: note('openExternal'),
      openPath: note('openPath'),
      showItemInFolder: note('showItemInFolder'),
      trashItem: note('trashItem'),
    });
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showMessageBox: async () => ({ response: 1, checkboxChecked: false }),
    });
    for (const name of ['exit', 'quit', 'relaunch'] as const)
      Object.assign(electron, { [name]: note(name) });
  });

/** Calls in the page itself; resolves to what it was answered, as text. */
const callAll = (page: Page, list: readonly HostileCall[]) =>
  page.evaluate(
    async ([wanted, patience]) => {
      const revive = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.length > 100 ? value : value.map(revive);
        if (typeof value !== 'object' || value === null) return value;
        if ('$made' in value) return MADE[value.$made as keyof typeof MADE]?.();
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]));
      };
      const MADE = {
        getter: () => ({
          get url(): string {
            throw new Error('got');
          },
        }),
        cycle: () => {
          const one: Record<string, unknown> = {};
          one.self = one;
          return one;
        },
        function: () => () => 'called',
        symbol: () => Symbol('x'),
        huge: () => new Array(100_000).fill(7),
        deep: () => {
          let one: unknown = 1;
          for (let depth = 0; depth < 2_000; depth += 1) one = [one];
          return one;
        },
        bytes: () => new Uint8Array(1_000_000),
        proxy: () => new Proxy({}, { get: () => 'x', ownKeys: () => ['url', 'text'] }),
        date: () => new Date(Number.NaN),
        map: () => new Map([['url', 'file:///etc/passwd']]),
        node: () => document.body,
      };
      const { sarangbang } = window as unknown as {
        sarangbang: { call(name: unknown, input: unknown): Promise<unknown> };
      };
      const asked = wanted.map(async ({ name, input }) => {
        const waited = new Promise<string>((done) => setTimeout(done, patience, 'waits'));
        const answered = (async () => {
          try {
            return JSON.stringify(await sarangbang.call(name, revive(input))) ?? '';
          } catch (error) {
            return `thrown: ${error}`;
          }
        })();
        return Promise.race([waited, answered]);
      });
      return Promise.all(asked);
    },
    [list, PATIENCE_MS] as const,
  );

/** What ends the room, or leaves it, is called when all else was. */
const isEnding = ({ name, input }: HostileCall): boolean =>
  /^(forget|offline|host\.|handover\.)/.test(name) ||
  /"verb":"(shutdown|leave|nick|delete-room|handover|erase)/.test(JSON.stringify(input) ?? '');

/** Without what Chromium and the desktop keep in a home folder of their own accord. */
const visible = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();

test(`${CALLS} arbitrary calls of an owned page reach nothing`, async () => {
  test.setTimeout(120_000 + CALLS * 100);
  console.log(`seed ${SEED}`);
  const home = await dataFolder();
  const secrets = ['secret.txt', 'secret.html', 'secret.png'].map((name) => path.join(home, name));
  for (const file of secrets) await writeFile(file, CANARY);
  await mkdir(path.join(home, 'Downloads'));
  const { app, page, userData } = await launch({
    env: { HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') },
  });
  await hostRoom(page);
  await say(page, 'before');
  await recordWhatLeaves(app);
  const servers = await page.evaluate(async () => {
    type Boot = { value: { servers: { id: string }[] } };
    const { sarangbang } = window as unknown as {
      sarangbang: { call(name: string): Promise<Boot> };
    };
    return (await sarangbang.call('boot')).value.servers.map(({ id }) => id);
  });
  const deviceKey = path.join(userData, 'device-key.json');
  const ground = {
    servers,
    paths: [...secrets, '/etc/passwd', deviceKey, path.join(userData, 'host', 'identity.pem')],
  };
  const random = randomOf(SEED, 'calls');
  const list = Array.from({ length: CALLS }, () => hostileCall(random, ground));
  const answers: string[] = [];
  const callInBatches = async (some: readonly HostileCall[]) => {
    for (let at = 0; at < some.length; at += BATCH)
      answers.push(...(await callAll(page, some.slice(at, at + BATCH))));
  };

  await test.step('calls, and a room that goes on', async () => {
    await callInBatches(list.filter((call) => !isEnding(call)));
    await page.reload();
    // by the button: the page may have settled on another key, and on another language
    await composer(page).fill('still here');
    await page.getByRole('button', { name: /^(Send|보내기)$/ }).click();
    await sees(page, 'still here');
    await callInBatches(list.filter(isEnding));
  });

  await test.step('nothing was reached', async () => {
    const taken = answers.filter((one) => one.startsWith('{"ok":true')).length;
    console.log(
      `${answers.length} calls: ${taken} taken, ${answers.filter((one) => one === 'waits').length} waiting, the others refused`,
    );
    expect(answers).toHaveLength(CALLS);
    // calls that all fail at the schema would prove little
    expect(taken).toBeGreaterThan(CALLS / 20);
    const keys = readFileSync(deviceKey, 'utf8').slice(24, 64);
    const all = answers.join('\n');
    for (const secret of [CANARY, 'root:x:', 'PRIVATE KEY', keys])
      expect(all.includes(secret), secret).toBe(false);
    for (const file of secrets) expect(readFileSync(file, 'utf8')).toBe(CANARY);
    expect(visible(home)).toEqual(['Downloads', 'secret.html', 'secret.png', 'secret.txt']);
    expect(visible(path.join(home, 'Downloads'))).toEqual([]);
    const { reached } = await app.evaluate(() => globalThis as unknown as Reached);
    for (const one of reached) expect(one).toMatch(/^openExternal (https?|mailto):/);
    const main = await app.evaluate(({ BrowserWindow }) => ({
      polluted: 'polluted' in {},
      windows: BrowserWindow.getAllWindows().length,
    }));
    expect(main.polluted).toBe(false);
    expect(main.windows).toBeLessThanOrEqual(1 + ROOM_WINDOWS_MAX);
  });

  await test.step('neither by the other two functions, nor by addresses', async () => {
    const tried = await page.evaluate(async (files) => {
      const { sarangbang } = window as unknown as {
        sarangbang: Record<'drop' | 'on', (...given: unknown[]) => unknown>;
      };
      const dropped = [
        [new File(['x'], files[0] ?? '')],
        [{ path: files[0], name: files[0] }],
        [files[0]],
        files,
        undefined,
        [null, document.body],
      ].map(async (given) => {
        try {
          return JSON.stringify(await sarangbang.drop(given)) ?? '';
        } catch (error) {
          return `thrown: ${error}`;
        }
      });
      for (const given of [
        ['__proto__', 7],
        [null, null],
        [{}, () => {}],
        ['events', 'x'],
      ])
        try {
          sarangbang.on(...given);
        } catch {
          // as good as nothing
        }
      const shown = [
        ...files.map((file) => `file://${file}`),
        ...files.map((file) => `app://sarangbang/..${file}`),
        ...files.map((file) => `app://sarangbang/%2e%2e%2f..${encodeURIComponent(file)}`),
        ...files.map((file) => `sarangbang-file://picked/..${file}`),
        ...files.map((file) => `sarangbang-file://server/x/..%2f..${encodeURIComponent(file)}`),
      ].map(
        (address) =>
          new Promise<boolean>((done) => {
            const image = new Image();
            image.onload = () => done(true);
            image.onerror = () => done(false);
            image.src = address;
            void fetch(address).then(
              () => done(true),
              () => {},
            );
          }),
      );
      return { dropped: await Promise.all(dropped), shown: await Promise.all(shown) };
    }, secrets);
    for (const answer of tried.dropped)
      expect(answer).toMatch(/^(thrown: |\{"ok":true,"value":\[\]\}|\{"ok":false)/);
    expect(tried.shown).not.toContain(true);
  });

  await test.step('the app can be used', async () => {
    await page.reload();
    await expect(page.locator('h1').first()).toBeVisible();
    expect(await callAll(page, [{ name: 'boot', input: undefined }])).toEqual([
      expect.stringContaining('"ok":true'),
    ]);
    const log = readFileSync(path.join(userData, 'logs', 'main.log'), 'utf8');
    expect(log).not.toMatch(/uncaught|unhandled|is gone/i);
  });
});

test('other frames and other windows have no door', async () => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await test.step('a frame within the page loads nothing, and has no bridge', async () => {
    await page.evaluate(() => {
      const blob = URL.createObjectURL(new Blob(['<p>x</p>'], { type: 'text/html' }));
      const addresses = [
        ...['about:blank', 'data:text/html,x', 'https://example.com/', 'file:///etc/passwd', blob],
        ...['app://sarangbang/index.html', 'sarangbang-file://picked/x', 'http://127.0.0.1:1/'],
      ];
      for (const address of addresses) {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
      }
      for (const name of ['object', 'embed', 'webview']) {
        const element = document.createElement(name);
        try {
          element.setAttribute(name === 'object' ? 'data' : 'src', 'app://sarangbang/index.html');
        } catch {
          // Trusted Types refuse the address already
        }
        document.body.append(element);
      }
    });
    await expect.poll(() => page.frames().length).toBeGreaterThan(1);
    for (const frame of page.frames().filter((one) => one !== page.mainFrame()))
      expect(frame.url()).toMatch(/^(|about:blank|chrome-error:.*)$/);
    // asked from the page, as what did not load answers nobody
    const bridged = await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map(({ contentWindow }) => {
        try {
          return contentWindow !== null && 'sarangbang' in contentWindow;
        } catch {
          return 'out of reach';
        }
      }),
    );
    expect(bridged).not.toContain(true);
  });

  await test.step('a window that the app did not make is denied, whatever it loads', async () => {
    const web = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<h1>elsewhere</h1>');
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => web.once('listening', listening));
    try {
      const answers = await app.evaluate(
        async ({ BrowserWindow }, { preload, elsewhere }) => {
          const ask = async (address: string, partition?: string) => {
            const other = new BrowserWindow({
              show: false,
              webPreferences: { preload, ...(partition && { partition }) },
            });
            try {
              await other.loadURL(address);
              return await other.webContents.executeJavaScript(`Promise.all([
                sarangbang.call('boot'), sarangbang.call('copy', { text: 'x' }),
                sarangbang.call('files.pick'), sarangbang.drop([]),
              ])`);
            } catch (error) {
              return String(error);
            } finally {
              other.destroy();
            }
          };
          return {
            // with the app's own preload, in a session that nobody confined
            elsewhere: await ask(elsewhere, 'elsewhere'),
            // the app's own page, and so its origin
            ours: await ask('app://sarangbang/index.html'),
            // the app's own session loads nothing from elsewhere
            confined: await ask(elsewhere),
            data: await ask('data:text/html,x'),
          };
        },
        {
          preload: path.join(root, 'out', 'preload', 'preload.cjs'),
          elsewhere: `http://127.0.0.1:${(web.address() as AddressInfo).port}/`,
        },
      );
      const denied = Array(4).fill(expect.objectContaining({ ok: false, code: 'denied' }));
      expect(answers.elsewhere).toEqual(denied);
      expect(answers.ours).toEqual(denied);
      expect(answers.confined).toMatch(/ERR_BLOCKED_BY_CLIENT/);
      expect(answers.data).toMatch(/ERR_BLOCKED_BY_CLIENT/);
    } finally {
      web.close();
    }
  });
});
