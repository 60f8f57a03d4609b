/**
 * What runs within a network namespace in the tests: one role of the local network, told what to do
 * by lines of JSON on stdin, and saying what it sees in lines of JSON on stdout.
 */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { createClient } from '../../client/client';
import { MemoryStore } from '../../client/store/memory-store';
import { startAnnouncer } from '../../lan/announcer';
import { startBrowser } from '../../lan/browser';
import { checkNetwork } from '../../lan/check';
import { listenNews, startNews } from '../../lan/news';
import { createDeviceKey } from '../../protocol/wire/auth';
import { startServer } from '../../server/server';

const [role = '', text = '{}'] = process.argv.slice(2);
const given = JSON.parse(text);
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const log = (line: string) => say({ log: line });

function onOrder(act: (order: Record<string, string>) => void): void {
  createInterface({ input: process.stdin }).on('line', (line) => act(JSON.parse(line)));
}

const roles: Record<string, () => unknown> = {
  /** Announces `given`, a server that is not there; orders change it. */
  announce() {
    let facts = { port: 7878, people: 0, lock: false, version: '0.1.0', ...given };
    const announcer = startAnnouncer(() => facts, { log });
    onOrder((order) => {
      if ('stop' in order) void announcer.stop();
      else {
        facts = { ...facts, ...order };
        announcer.changed();
      }
    });
  },
  browse() {
    startBrowser((list) => say({ list }), { log });
  },
  async check() {
    say({ report: await checkNetwork({ ...given, log }) });
    process.exit();
  },
  /** Accepts TCP connections and says nothing. */
  accept() {
    createServer((socket) => socket.on('error', () => {}).resume()).listen(given.port, () =>
      say({ listening: given.port }),
    );
  },
  news() {
    startNews({ ...given, log, onSent: (piece) => say({ sent: piece }) });
  },
  listen() {
    listenNews({ log }, (line) => say({ line }));
  },
  /** A real server that announces itself. */
  async serve() {
    const server = await startServer({ port: 7878, name: given.name, host: '0.0.0.0' });
    const { fingerprint: key, port, name } = server.facts;
    startAnnouncer(
      () => ({
        name,
        port,
        key,
        people: server.people(),
        lock: false,
        version: '0.1.0',
        protocol: [1, 1],
      }),
      { log },
    );
    say({ key });
  },
  /** A real client of the server with `given.key` at `given.host`, which hears the network. */
  chat() {
    const client = createClient({
      target: { hosts: [{ host: given.host, port: 7878 }], fingerprint: given.key },
      known: given.key,
      firstVisit: 'trust',
      plain: 'never',
      tls: 'on',
      name: given.name,
      key: createDeviceKey().key,
      store: new MemoryStore(),
      language: 'ko',
      app: 'test',
      reconnect: true,
    });
    client.on('status', (status) => say({ status }));
    client.on('ready', ({ address }) => say({ at: address?.host }));
    client.on('events', (events) => {
      for (const event of events) if (event.kind === 'posted') say({ said: event.text });
    });
    startBrowser((list) => {
      const mine = list.find(({ key }) => key === given.key);
      if (mine) client.heardAt(mine.addresses);
    });
    client.connect();
    onOrder(({ post = '' }) => void client.post('lobby', post));
  },
};

await roles[role]?.();
