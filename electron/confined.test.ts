/** What gets in and out of the shell: files of its scheme, addresses, links, the window's place. */
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { formatInvite } from '../protocol/invite';
import { safeExternal } from './external';
import { mayLoad } from './hardening';
import { checkLink, linkInArguments } from './links';
import { CONTENT_SECURITY_POLICY, fileFor } from './protocol-scheme';
import { DEFAULT_SIZE, fitBounds } from './window-state';

vi.mock('electron', () => ({ shell: {}, protocol: {} }));

describe('files of the own scheme', () => {
  const folder = path.resolve('/srv/renderer');
  test.each([
    ['app://sarangbang/', 'index.html'],
    ['app://sarangbang/index.html', 'index.html'],
    ['app://sarangbang/assets/main.js?v=1#x', 'assets/main.js'],
  ])('%s is %s', (url, file) => expect(fileFor(folder, url)).toBe(path.join(folder, file)));

  test.each([
    'app://sarangbang/..%2fmain%2fmain.js',
    'app://sarangbang/..%5cmain.js',
    'app://sarangbang/a%00.js',
    'app://sarangbang/%E0%A4%A',
    'app://sarangbang/settings',
    'app://sarangbang/main.cjs',
    'app://elsewhere/index.html',
    'file:///etc/index.html',
    'not a url',
  ])('%s is nothing', (url) => expect(fileFor(folder, url)).toBeNull());

  test('dots that the URL itself resolves stay inside', () => {
    const file = fileFor(folder, 'app://sarangbang/%2e%2e/%2e%2e/etc/passwd.json');
    expect(file).toBe(path.join(folder, 'etc', 'passwd.json'));
    expect(fileFor(`${folder}-x`, 'app://sarangbang/..%2frenderer%2fa.js')).toBeNull();
  });

  test('the policy allows nothing inline and nothing from elsewhere', () => {
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/);
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("require-trusted-types-for 'script'");
  });
});

test.each([
  ['app://sarangbang/index.html', true],
  ['blob:app://sarangbang/1-2', true],
  ['data:image/png;base64,AA', true],
  ['data:text/html,x', false],
  ['app://sarangbang.example/x', false],
  ['https://example.org/', false],
  ['ws://127.0.0.1:1/', false],
  ['file:///etc/passwd', false],
])('the page loads %s: %s', (url, allowed) => {
  expect(mayLoad(url, false)).toBe(allowed);
});

test('DevTools load their own pages in development only', () => {
  expect(mayLoad('devtools://devtools/x', true)).toBe(true);
  expect(mayLoad('devtools://devtools/x', false)).toBe(false);
});

test.each(['https://example.org/a', 'http://example.org/', 'mailto:a@example.org'])(
  '%s goes to the system',
  (url) => expect(safeExternal(url)).toBe(url),
);
test.each(['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/x', 'sarangbang://h', 'x', ''])(
  '%s does not go to the system',
  (url) => expect(safeExternal(url)).toBeNull(),
);

describe('invite links from outside', () => {
  const link = formatInvite({
    hosts: [{ host: '192.168.0.2', port: 7878 }],
    fingerprint: 'k'.repeat(43),
  });

  test('a well-formed one is handed on as it is', () => expect(checkLink(link)).toBe(link));

  test.each([
    ['an address', '192.168.0.2:7878'],
    ['another scheme', 'https://192.168.0.2/'],
    ['a damaged key', link.replace('k=kkk', 'k=!!!')],
    ['an option in disguise', `--x=${link}`],
    ['far too long', `${link}&n=${'n'.repeat(3000)}`],
  ])('%s is not', (_what, text) => expect(checkLink(text)).toBeNull());

  test('is found among the arguments of a second start', () => {
    expect(linkInArguments(['/usr/bin/app', '--flag', '.', link])).toBe(link);
    expect(linkInArguments(['/usr/bin/app', '.'])).toBeNull();
  });
});

describe('the place of the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const saved = { x: 100, y: 100, width: 1000, height: 700 };

  test('is kept while it can be seen', () => {
    expect(fitBounds(saved, [screen])).toEqual(saved);
  });
  test('is forgotten when its display is gone, the size is not', () => {
    expect(fitBounds({ ...saved, x: 2500 }, [screen])).toEqual({ width: 1000, height: 700 });
    expect(fitBounds({ ...saved, y: -400 }, [screen])).toEqual({ width: 1000, height: 700 });
  });
  test('is never smaller than the least, and has a default', () => {
    expect(fitBounds({ ...saved, width: 10, height: 10 }, [screen])).toMatchObject({
      width: 720,
      height: 480,
    });
    expect(fitBounds(null, [screen])).toEqual(DEFAULT_SIZE);
  });
});
