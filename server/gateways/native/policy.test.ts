/** The host takes more of files, or less: whoever is in knows it at once. */
import { expect, it } from 'vitest';
import { FILE_LIMITS } from '../../files/policy';
import { HELLO, join } from '../../testing/native-client';
import { testServer } from '../../testing/test-server';

it('tells what of files is taken from now on, to whoever understands it', async () => {
  const server = await testServer({ files: { ...FILE_LIMITS, maxBytes: 1_000, days: null } });
  const hello = { ...HELLO, features: ['roster', 'follow'] };
  const app = await join({ port: server.port, tls: true, name: '유나', hello });
  const older = await join({ port: server.port, tls: true, name: '지훈' });
  expect(app.welcome.server.files).toEqual({ maxBytes: 1_000 });
  await server.setFiles({ maxBytes: 500, days: 3 });
  expect(await app.raw.take('files')).toEqual({ t: 'files', files: { maxBytes: 500, days: 3 } });
  await server.setFiles({ maxBytes: 0 });
  expect(await app.raw.take('files')).toEqual({ t: 'files' });
  await older.post('still here');
  expect(older.raw.frames.some(({ t }) => t === 'files')).toBe(false);
});
