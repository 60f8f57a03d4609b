/** A person with nc sits in the same room as people in the app. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { hostRoom, portOf, say, sees } from './support/talk';

test.afterEach(cleanUp);

test('nc is greeted on its first line, named, heard, and marked as a terminal', async () => {
  const host = await launch();
  const port = portOf(await hostRoom(host.page));
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
  });
  const hears = (pattern: RegExp) =>
    expect.poll(() => received, { timeout: 5000 }).toMatch(pattern);
  // nothing is said to somebody who has not said anything
  expect(received).toBe('');
  socket.write('/name 나그네\n');
  await hears(/나그네/);
  socket.write('/help\n');
  await hears(/\/join/);
  socket.write('터미널에서 인사해요\n');
  await sees(host.page, '터미널에서 인사해요');
  await say(host.page, 'Welcome,\nterminal');
  await hears(/^[^\n]+: Welcome,\r?$/m);
  await hears(/^[^\n]+: terminal\r?$/m);
  await expect(
    host.page.getByRole('complementary').getByText('terminal', { exact: true }),
  ).toBeVisible();
  socket.write('q\n');
  await once(socket, 'close');
});
