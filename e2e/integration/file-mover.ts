/**
 * One side of a large file, in a process of its own, so that its memory is its own: told what to do
 * by lines of JSON on stdin, saying what came of it in lines of JSON on stdout.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '../../client/client';
import { MemoryStore } from '../../client/store/memory-store';
import { createDeviceKey } from '../../protocol/wire/auth';
import { startServer } from '../../server/server';

export type Order =
  | { do: 'serve'; folder: string }
  | { do: 'visit'; port: number }
  | { do: 'send'; file: string }
  | { do: 'fetch'; id: string; to: string }
  /** From now on memory is looked at. */
  | { do: 'begin' }
  | { do: 'memory' }
  | { do: 'end' };

export interface Said {
  port?: number;
  ready?: true;
  id?: string;
  fetched?: string;
  begun?: true;
  /** Resident bytes gained at most since `begin`. */
  gained?: number;
}

const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
let client: ReturnType<typeof createClient> | null = null;
let resident = 0;

async function carryOut(order: Order): Promise<void> {
  switch (order.do) {
    case 'serve': {
      const options = { host: '127.0.0.1', port: 0, name: 'memory', dataDir: order.folder };
      say({ port: (await startServer(options)).facts.port });
      return;
    }
    case 'visit':
      client = createClient({
        target: { hosts: [{ host: '127.0.0.1', port: order.port }] },
        ...{ known: null, firstVisit: 'trust', plain: 'never', tls: 'on', name: 'mover' },
        ...{ key: createDeviceKey().key, store: new MemoryStore(), language: 'en', app: 'test' },
        reconnect: true,
      });
      client.on('ready', () => say({ ready: true }));
      client.on('events', (events) => {
        for (const event of events) {
          const file = event.kind === 'posted' && event.files?.[0];
          if (file) say({ id: file.id });
        }
      });
      return client.connect();
    case 'send': {
      const { size, mtimeMs: modified } = statSync(order.file);
      const local = { token: order.file, path: order.file, own: false, modified, size };
      const about = { name: path.basename(order.file), type: 'application/octet-stream' };
      await client?.files.send('lobby', [{ ...local, ...about }], '');
      return;
    }
    case 'fetch':
      await client?.files.fetch(order.id, order.to, { signal: new AbortController().signal });
      return say({ fetched: order.id });
    case 'begin':
      resident = process.memoryUsage.rss();
      return say({ begun: true });
    case 'memory':
      // The system keeps the most there ever was, in KiB: nothing happens between two looks.
      return say({ gained: process.resourceUsage().maxRSS * 1024 - resident });
    case 'end':
      process.exit(0);
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  carryOut(JSON.parse(line) as Order).catch((why) => {
    process.stderr.write(`${(why as Error).stack}\n`);
    process.exit(1);
  });
});
