/**
 * What one message costs, in counts: no clock, so nothing of it depends on the machine. Time is
 * measured by `npm run bench`; what makes it good or bad is held here.
 *
 * Everybody is a bare socket in this process that looks at bytes only, so that whatever is parsed or
 * stringified is the server's.
 */
import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { clientFrame } from '../protocol/envelopes';
import { encodeFrame } from '../protocol/wire/frame';
import { GroupCommit } from './log/group-commit';
import { dataFolder, testServer } from './testing/test-server';

const BURST = 16;
const HELLO = encodeFrame({ t: 'hello', v: 1, min: 1, app: 'test', features: [] });

class Bare {
  private heard = '';
  private looking: () => void = () => {};

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.heard += chunk.toString('latin1');
      this.looking();
    });
  }

  static async open(port: number, name: string): Promise<Bare> {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    const bare = new Bare(socket);
    socket.write(HELLO);
    await bare.has('"t":"challenge"', 1);
    socket.write(encodeFrame({ t: 'auth', name, outbox: '00000000000000aa' }));
    await bare.has('"t":"ready"', 1);
    return bare;
  }

  /** Resolves when these bytes came so often. */
  has(words: string, times: number): Promise<void> {
    return new Promise((resolve) => {
      this.looking = () => {
        if (this.heard.split(words).length > times) resolve();
      };
      this.looking();
    });
  }
}

const posts = (from: number, count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) => {
      const n = from + i;
      const cmd = { verb: 'post', room: 'lobby', text: `said ${String(n).padStart(4, '0')}` };
      return encodeFrame({ t: 'cmd', id: `${n}`, n, cmd });
    }),
  );

interface Counts {
  writes: number;
  commits: number;
  parsed: number;
  /** Frames that the schemas of all of them were asked about. */
  asked: number;
  stringified: number;
  buffers: number;
}

/** Without the words of a stack, for which source maps would be parsed. */
function calledFrom(file: string): boolean {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, sites) => sites;
  const sites = new Error().stack as unknown as NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  return sites.some((site) => site.getFileName()?.startsWith(file));
}

/** How many are made from now on, less those in which the runner of the tests is told how they go on. */
function countBuffers(): () => number {
  const { allocUnsafe } = Buffer;
  let count = 0;
  vi.spyOn(Buffer, 'allocUnsafe').mockImplementation((size) => {
    if (!calledFrom('node:internal/child_process')) count += 1;
    return allocUnsafe(size);
  });
  return () => count;
}

/** Counts what the server does with a burst of numbered messages to a room of so many. */
async function countsOf(members: number): Promise<Counts> {
  const options = { dataDir: await dataFolder(), rateLimit: false, workers: 0 };
  // What comes together is read together, however slow the machine is.
  const { port } = await testServer(options, { turnMs: Number.POSITIVE_INFINITY });
  const all: Bare[] = [];
  for (let i = 0; i < members; i += 1) all.push(await Bare.open(port, `m${i}`));
  const [sender] = all as [Bare];
  const say = async (bytes: Buffer, inAll: number) => {
    sender.socket.write(bytes);
    await Promise.all(all.map((one) => one.has('"text"', inAll)));
    await sender.has('"t":"reply"', inAll);
  };
  // What is made when it is first used is no cost of a message.
  await say(posts(1, BURST), BURST);
  const burst = posts(BURST + 1, BURST);
  const committed = vi.spyOn(GroupCommit.prototype as unknown as { succeed(): void }, 'succeed');
  const writes = vi.spyOn(Socket.prototype, 'write');
  const parsed = vi.spyOn(JSON, 'parse');
  const asked = vi.spyOn(clientFrame, 'safeParse');
  const stringified = vi.spyOn(JSON, 'stringify');
  const buffers = countBuffers();
  await say(burst, 2 * BURST);
  const countOf = ({ mock }: { mock: { calls: unknown[] } }) => mock.calls.length;
  const counts = {
    writes: countOf(writes) - 1, // the sender's own
    commits: countOf(committed),
    parsed: countOf(parsed),
    asked: countOf(asked),
    stringified: countOf(stringified),
    buffers: buffers(),
  };
  vi.restoreAllMocks();
  return counts;
}

describe('a burst of numbered messages', () => {
  it('costs a write for each member, and all else once, however many members there are', async () => {
    for (const members of [3, 30]) {
      const { writes, ...others } = await countsOf(members);
      expect(others).toEqual({
        commits: 1,
        parsed: BURST,
        // a plain post is known by itself
        asked: 0,
        // the event, for the log and for every member, and its answer
        stringified: 2 * BURST,
        // the answers, the events of all in one, and for the sender both together
        buffers: BURST + 2,
      });
      // the sender's answers go ahead where the flush before was only just
      expect([members, members + 1]).toContain(writes);
    }
  });
});
