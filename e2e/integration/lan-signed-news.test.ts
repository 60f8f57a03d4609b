/** A real server's key behind the news that others on the network see. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { startAnnouncer } from '../../lan/announcer';
import { startBrowser } from '../../lan/browser';
import { signNews } from '../../lan/signed-news';
import { loopback } from '../../lan/testing/loopback';
import { server } from './support';

const WAIT = { timeout: 15_000, interval: 20 };

it('news signed by a running server is shown with its key, and by another server with none', async () => {
  const options = await loopback();
  const browser = startBrowser(() => {}, options);
  onTestFinished(() => browser.stop());
  const [own, other] = [await server(), await server()];
  const news = signNews({ text: '점심은 12시', at: 1_764_000_000_000 }, own.sign);
  for (const { facts } of [own, other]) {
    const announcer = startAnnouncer(
      () => ({
        name: facts.name,
        port: facts.port,
        people: 0,
        lock: false,
        key: facts.fingerprint,
        version: '0.1.0',
        protocol: [1, 1],
        news,
      }),
      options,
    );
    onTestFinished(() => announcer.stop());
  }
  await vi.waitFor(() => expect(browser.list()).toHaveLength(2), WAIT);
  const newsOf = (key: string) => browser.list().find((one) => one.key === key)?.news?.text;
  expect(newsOf(own.facts.fingerprint)).toBe('점심은 12시');
  expect(newsOf(other.facts.fingerprint)).toBeUndefined();
});
