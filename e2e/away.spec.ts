/** Cuts, crashes and kills: nothing that was accepted is lost, nothing comes twice. */

import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { createFaultProxy } from '../client/testing/fault-proxy';
import { cleanUp, descendants, launch } from './support/launch';
import {
  composer,
  hostRoom,
  join,
  messages,
  onLoopback,
  portOf,
  say,
  sees,
  texts,
} from './support/talk';

test.afterEach(cleanUp);

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `글 ${String(from + i).padStart(3, '0')}`);

/** Every message of the room in order, whatever part of it is on screen. */
async function all(page: Page): Promise<string[]> {
  const seen = new Set<string>();
  await page.getByRole('list', { name: /Messages|메시지/ }).hover();
  for (let i = 0; i < 60; i += 1) {
    for (const text of await texts(page)) seen.add(text);
    await page.mouse.wheel(0, -400);
  }
  return [...seen];
}

test('a guest cut off while sending resumes: all messages, once, in order', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const proxy = await createFaultProxy({
    target: { host: '127.0.0.1', port: portOf(link) },
  });
  const guest = await launch();
  await join(guest.page, onLoopback(link, proxy.port), 'Cut');
  await expect(composer(guest.page)).toBeVisible();
  const lines = numbered(12);
  for (const [i, line] of lines.entries()) {
    await say(guest.page, line);
    if (i === 3) proxy.cut();
    if (i === 5) proxy.refuse();
    if (i === 8) proxy.accept();
  }
  await expect(messages(host.page).filter({ hasText: lines.at(-1) as string })).toHaveCount(1, {
    timeout: 30_000,
  });
  expect((await texts(host.page)).filter((text) => text.startsWith('글 '))).toEqual(lines);
  await expect
    .poll(async () => (await texts(guest.page)).filter((text) => text.startsWith('글 ')))
    .toEqual(lines);
  await proxy.close();
});

test('the strip over the composer says that the connection is lost, and that it is back', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const proxy = await createFaultProxy({
    target: { host: '127.0.0.1', port: portOf(link) },
  });
  const guest = await launch();
  await join(guest.page, onLoopback(link, proxy.port), 'Away');
  await say(guest.page, 'before');
  await sees(guest.page, 'before');
  proxy.refuse();
  proxy.cut();
  await expect(guest.page.getByText(/Connection lost/)).toBeVisible();
  await say(guest.page, 'meanwhile');
  await expect(guest.page.getByText(/Will send when connected/).first()).toBeVisible();
  await say(host.page, 'from the host');
  const now = guest.page.getByRole('button', { name: /^(Now|Try now)$/ });
  await expect(now).toBeVisible();
  await proxy.accept();
  // the next try may come by itself before the button is reached: then there is none to press
  const back = guest.page.getByText(/Back\. /).waitFor();
  await Promise.race([now.click().catch(() => back), back]);
  await sees(guest.page, 'from the host');
  await sees(host.page, 'meanwhile');
  await expect(guest.page.getByText(/Back\. 1 message sent, 1 new/)).toBeVisible();
  await proxy.close();
});

test('host app killed with -9 while messages flow: every accepted one is there after restart', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, link, 'Flow');
  await expect(composer(guest.page)).toBeVisible();
  const lines = numbered(10);
  for (const line of lines.slice(0, 6)) await say(guest.page, line);
  await sees(guest.page, lines[2] as string);
  await host.kill();
  const accepted = (await texts(guest.page)).filter((text) => text.startsWith('글 '));
  expect(accepted.length).toBeGreaterThan(2);
  for (const line of lines.slice(6)) await say(guest.page, line);
  const again = await launch({ userData: host.userData });
  for (const line of accepted) await sees(again.page, line);
  // and what was not accepted yet went out by itself
  await expect(messages(again.page).filter({ hasText: lines.at(-1) as string })).toHaveCount(1, {
    timeout: 40_000,
  });
  expect((await all(again.page)).filter((text) => text.startsWith('글 ')).sort()).toEqual(lines);
});

test('a crash of the server process is noticed, said, and mended once, with nothing lost', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  await say(host.page, 'before the crash');
  await sees(host.page, 'before the crash');
  const server = descendants(host.app.process().pid as number).find((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('--type=utility') && command.includes('NodeService');
  });
  process.kill(server as number, 'SIGKILL');
  await expect(host.page.getByText(/restarted by itself/)).toBeVisible();
  await say(host.page, 'after the crash');
  await sees(host.page, 'after the crash');
  await sees(host.page, 'before the crash');
  const guest = await launch();
  await join(guest.page, link, 'Later');
  await sees(guest.page, 'before the crash');
});
