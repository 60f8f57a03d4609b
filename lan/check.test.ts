import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { networkReport } from '../protocol/lan';
import { CHECK_TIMEOUT_MS } from '../protocol/limits';
import { checkNetwork } from './check';
import { loopback } from './testing/loopback';

async function tcpPort(keep: boolean): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  if (keep) onTestFinished(close);
  else await close();
  return port;
}

it('without a network says so, at once', async () => {
  const report = await checkNetwork({ ...(await loopback()), interfaces: () => [] });
  expect(report).toEqual({ cause: 'no-network', addresses: [], heard: 0 });
});

it('a server that answers is measured, one that refuses is told apart', async () => {
  const options = { ...(await loopback()), interfaces: () => [] };
  const at = async (keep: boolean) =>
    checkNetwork({ ...options, target: { host: '127.0.0.1', port: await tcpPort(keep) } });
  const open = await at(true);
  expect(open).toMatchObject({ cause: 'fine', target: 'open' });
  expect(open.roundTripMs).toBeGreaterThan(0);
  expect(networkReport.parse(open)).toEqual(open);
  expect(await at(false)).toMatchObject({ cause: 'fine', target: 'refused' });
});

it('ends in time and in one cause for a name that leads nowhere', async () => {
  const started = performance.now();
  const target = { host: 'nowhere.invalid', port: 1 };
  const report = await checkNetwork({ ...(await loopback()), target });
  expect(report).toMatchObject({ cause: 'unsure', target: 'unreachable' });
  // with room for a machine that is busy with other things
  expect(performance.now() - started).toBeLessThan(2 * CHECK_TIMEOUT_MS);
});
