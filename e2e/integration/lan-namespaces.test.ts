/** Discovery, news and the network check between real hosts: network namespaces joined by a switch. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundleProgram, Program } from './lan-programs';
import { type Host, Network, net, whyNoNamespaces } from './namespaces';

const why = whyNoNamespaces();
if (why !== null) {
  process.stdout.write(`The tests between network namespaces were skipped: ${why}.\n`);
}

const keyOf = (word: string) => createHash('sha256').update(word).digest('base64url');
const room = { name: '3학년 2반', key: keyOf('민수'), protocol: [1, 1] };

describe.skipIf(why !== null)('between computers', { timeout: 90_000 }, () => {
  let program: Awaited<ReturnType<typeof bundleProgram>>;
  beforeAll(async () => {
    program = await bundleProgram();
  });
  afterAll(() => program?.remove());

  async function network(): Promise<Network> {
    const made = new Network();
    onTestFinished(() => made.close());
    return made.open();
  }
  function start(host: Host, role: string, given?: object): Program {
    const started = new Program(program.file, host, role, given);
    onTestFinished(() => started.end());
    return started;
  }

  /** Two computers on one switch, after `prepare` has spoilt it. */
  async function pair(prepare: (made: Network, hosts: Host[]) => Promise<unknown>) {
    const made = await network();
    const minsu = await made.host('minsu', '10.77.0.1/24');
    const jihun = await made.host('jihun', '10.77.0.2/24');
    await prepare(made, [minsu, jihun]);
    return { made, minsu, jihun };
  }
  const plugAll = (settings: string) => (made: Network, hosts: Host[]) =>
    Promise.all(hosts.map((host) => made.plug(host, settings)));

  /** What gets through from one to the other, tried with the news programs. */
  async function carried(from: Host, to: Host, control: 'multicast' | 'broadcast') {
    const listener = start(to, 'listen');
    const ways = ['multicast', 'broadcast'] as const;
    const senders = ways.map((way) =>
      start(from, 'news', { lines: way, everyMs: 100, broadcast: way === 'broadcast' }),
    );
    for (const sender of senders)
      await sender.until('it sends', (said) => said.some((one) => one.sent));
    // both send; when the one that gets through came five times the other has had its chances
    await listener.until(`${control} arrives`, (said) =>
      said.filter(({ line }) => line === control).length >= 5 ? true : undefined,
    );
    await Promise.all([listener, ...senders].map((one) => one.end()));
    return ways.filter((way) => listener.said.some(({ line }) => line === way));
  }

  const appears = (browser: Program, key = room.key) =>
    browser.until('the server is listed', (said) =>
      said.findLast(({ list }) => list)?.list?.find((one) => one.key === key),
    );

  it('a server is found, says what changes, and goes', async () => {
    const { minsu, jihun } = await pair(async () => {});
    const browser = start(jihun, 'browse');
    const server = start(minsu, 'announce', room);
    expect(await appears(browser)).toMatchObject({
      name: '3학년 2반',
      addresses: [{ host: '10.77.0.1', port: 7878 }],
    });
    server.order({ people: 7 });
    await browser.until('7 people', () => browser.list[0]?.people === 7);
    server.order({ stop: true });
    await browser.until('it is gone', () => browser.list.length === 0);
  });

  it('by multicast alone, where broadcast is dropped', async () => {
    const { minsu, jihun } = await pair(plugAll('bcast_flood off'));
    expect(await carried(minsu, jihun, 'multicast')).toEqual(['multicast']);
    const browser = start(jihun, 'browse');
    start(minsu, 'announce', room);
    await appears(browser);
  });

  it('by broadcast alone, where multicast is dropped', async () => {
    const { minsu, jihun } = await pair(plugAll('mcast_flood off'));
    expect(await carried(minsu, jihun, 'broadcast')).toEqual(['broadcast']);
    const browser = start(jihun, 'browse');
    start(minsu, 'announce', room);
    await appears(browser);
  });

  it('on every network that a computer is in', async () => {
    const made = await network();
    const minsu = await made.host('minsu', '10.77.0.1/24', '192.168.50.1/24');
    const jihun = await made.host('jihun', '192.168.50.2/24');
    const browser = start(jihun, 'browse');
    start(minsu, 'announce', room);
    await browser.until('the address in the network that both are in', () =>
      browser.list[0]?.addresses.some(({ host }) => host === '192.168.50.1'),
    );
    expect(browser.list).toHaveLength(1);
  });

  it('nothing where devices are kept apart, and the check says so', async () => {
    const made = await network();
    const [minsu, jihun] = [
      await made.host('minsu', '10.77.0.1/24'),
      await made.host('jihun', '10.77.0.2/24'),
    ];
    const router = await made.host('router', '10.77.0.254/24');
    for (const host of [minsu, jihun]) {
      await made.plug(host, 'isolated on');
      await net('ip', `-n ${host.name} route add default via 10.77.0.254`);
    }
    const [apart, beside] = [start(jihun, 'browse'), start(router, 'browse')];
    const server = start(minsu, 'announce', room);
    start(minsu, 'accept', { port: 7878 });
    await appears(beside);
    const target = { host: '10.77.0.1', port: 7878 };
    const reports = [start(jihun, 'check', { target }), start(router, 'check', { target })];
    // the router hears several more announcements
    for (const people of [1, 2, 3]) {
      server.order({ people });
      await beside.until(`${people} people`, () => beside.list[0]?.people === people);
    }
    expect(apart.list).toEqual([]);
    expect(await reports[0]?.report()).toMatchObject({
      cause: 'isolation',
      heard: 0,
      target: 'silent',
      addresses: ['10.77.0.2'],
    });
    expect(await reports[1]?.report()).toMatchObject({ cause: 'fine', heard: 1, target: 'open' });
    // without an address the vain search for it is still remembered
    expect(await start(jihun, 'check').report()).toMatchObject({ cause: 'isolation' });
  });

  it('a server that moved to another address is the same one, and its people come after it', async () => {
    const { minsu, jihun } = await pair(async () => {});
    const server = start(minsu, 'serve', { name: '이사하는 방' });
    const key = await server.until('its key', (said) => said.find((one) => one.key)?.key);
    const browser = start(jihun, 'browse');
    const friend = start(jihun, 'chat', { key, host: '10.77.0.1', name: '지훈' });
    const here = start(minsu, 'chat', { key, host: '127.0.0.1', name: '민수' });
    for (const one of [friend, here]) await one.until('in', (said) => said.some(({ at }) => at));

    await net('ip', `-n ${minsu.name} addr del 10.77.0.1/24 dev e0`);
    await net('ip', `-n ${minsu.name} addr add 10.77.0.99/24 brd + dev e0`);
    const moved = performance.now();
    await browser.until(
      'the new address leads',
      () => browser.list[0]?.addresses[0]?.host === '10.77.0.99',
    );
    const seconds = (performance.now() - moved) / 1000;
    expect(browser.list).toHaveLength(1);
    expect(browser.list[0]?.key).toBe(key);
    expect(seconds).toBeLessThan(15);

    await friend.until('in again', (said) => said.some(({ at }) => at === '10.77.0.99'));
    here.order({ post: '다 왔어요?' });
    await friend.until('the line', (said) => said.some((one) => one.said === '다 왔어요?'));
  });

  describe('the check', () => {
    const target = { host: '10.77.0.1', port: 7878 };

    it('without a network says so; programs on that computer still find each other', async () => {
      const made = await network();
      const alone = await made.island('alone');
      const browser = start(alone, 'browse');
      start(alone, 'announce', room);
      expect(await start(alone, 'check').report()).toEqual({
        cause: 'no-network',
        addresses: [],
        heard: 0,
      });
      expect((await appears(browser)).addresses).toEqual([{ host: '127.0.0.1', port: 7878 }]);
    });

    it('with a server that answers is fine, and measures it', async () => {
      const { minsu, jihun } = await pair(async () => {});
      await start(minsu, 'accept', { port: 7878 }).until('it listens', (said) => said.length > 0);
      const report = await start(jihun, 'check', { target }).report();
      expect(report).toMatchObject({ cause: 'fine', target: 'open' });
      expect(report.roundTripMs).toBeGreaterThan(0);
    });

    it('with a server that is heard is fine; with none, unsure', async () => {
      const { minsu, jihun } = await pair(async () => {});
      expect(await start(jihun, 'check').report()).toMatchObject({ cause: 'unsure', heard: 0 });
      start(minsu, 'announce', room);
      await appears(start(jihun, 'browse'));
      expect(await start(jihun, 'check').report()).toMatchObject({ cause: 'fine', heard: 1 });
    });

    it('finds a firewall on this computer', async () => {
      const { jihun } = await pair((made, [, host]) => made.drop(host as Host, 'everything'));
      expect(await start(jihun, 'check').report()).toMatchObject({
        cause: 'firewall',
        firewall: 'here',
      });
    });

    it('finds a firewall on the other computer', async () => {
      const { minsu, jihun } = await pair((made, [host]) => made.drop(host as Host, 'tcp'));
      await start(minsu, 'accept', { port: 7878 }).until('it listens', (said) => said.length > 0);
      expect(await start(jihun, 'check', { target }).report()).toMatchObject({
        cause: 'firewall',
        firewall: 'there',
        target: 'silent',
      });
    });

    it('finds that the address is in another network', async () => {
      const { jihun } = await pair(async () => {});
      const elsewhere = { host: '192.168.99.5', port: 7878 };
      expect(await start(jihun, 'check', { target: elsewhere }).report()).toMatchObject({
        cause: 'other-subnet',
      });
    });

    it('finds a tunnel that takes everything, and one that is all there is', async () => {
      const made = await network();
      const full = await made.host('full', '10.77.0.2/24');
      const only = await made.island('only');
      for (const [host, name] of [
        [full, 'tun0'],
        [only, 'wg0'],
      ] as const) {
        // a tunnel by its name, which is what programs can see of one
        const far = await made.island(`far-${name}`);
        await net(
          'ip',
          `link add ${name} netns ${host.name} type veth peer name e0 netns ${far.name}`,
        );
        await net('ip', `-n ${far.name} link set e0 up`);
        await net('ip', `-n ${host.name} link set ${name} up`);
        await net('ip', `-n ${host.name} addr add 10.8.0.6/32 dev ${name}`);
        await net('ip', `-n ${host.name} route add default dev ${name}`);
      }
      for (const host of [full, only]) {
        expect(await start(host, 'check').report()).toMatchObject({ cause: 'vpn' });
      }
    });
  });
});
