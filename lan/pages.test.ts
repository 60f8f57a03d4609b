/** docs/wires/discovery.md and news.md name bounds; they are those of protocol/limits.ts. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as limits from '../protocol/limits';

const page = (name: string) =>
  readFileSync(new URL(`../docs/wires/${name}.md`, import.meta.url), 'utf8').replace(/\s+/g, ' ');

it.each(['discovery', 'news'])('every bound that the page of %s names is one', (name) => {
  const named = [...page(name).matchAll(/`((?:LAN|NEWS|CHECK|JSON|SERVER)_[A-Z_]+)`/g)];
  expect(named.length).toBeGreaterThan(4);
  const unknown = named.map(([, bound]) => bound ?? '').filter((bound) => !(bound in limits));
  expect(unknown).toEqual([]);
});

it('the values that the pages quote are theirs', () => {
  const quoted = [
    ['discovery', `port ${limits.LAN_PORT} (\`LAN_PORT\`)`],
    ['discovery', `${limits.LAN_GROUP} (\`LAN_GROUP\``],
    ['discovery', `TTL of ${limits.LAN_TTL} (\`LAN_TTL\`)`],
    ['discovery', `at most ${limits.LAN_DATAGRAM_MAX_BYTES} bytes (\`LAN_DATAGRAM_MAX_BYTES\`)`],
    [
      'discovery',
      `(${limits.LAN_ANNOUNCE_MIN_MS / 1000} to ${limits.LAN_ANNOUNCE_MAX_MS / 1000} s)`,
    ],
    ['discovery', `\`LAN_FORGET_MS\` (${limits.LAN_FORGET_MS / 1000} s)`],
    ['discovery', `\`LAN_MOVED_MS\` (${limits.LAN_MOVED_MS / 1000} s)`],
    ['discovery', `\`LAN_SERVERS_MAX\` (${limits.LAN_SERVERS_MAX})`],
    ['discovery', `\`CHECK_TIMEOUT_MS\` (${limits.CHECK_TIMEOUT_MS / 1000} s)`],
    ['discovery', `${limits.NEWS_MAX_BYTES} bytes in UTF-8 (\`NEWS_MAX_BYTES\`)`],
    ['news', `${limits.NEWS_GROUP} (\`NEWS_GROUP\`), port ${limits.NEWS_PORT} (\`NEWS_PORT\`)`],
    ['news', `1 to ${limits.NEWS_MAX_BYTES} bytes (\`NEWS_MAX_BYTES\`)`],
    ['news', `\`NEWS_EVERY_MS\` (${limits.NEWS_EVERY_MS / 1000} s)`],
  ] as const;
  for (const [name, text] of quoted) expect(page(name)).toContain(text);
});
