/** Floods of those who are nobody yet. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { UNDECIDED_PER_ADDRESS_MAX } from '../../protocol/limits';
import { frameOf } from '../../server/testing/raw-client';
import { addressOf, each, type Flood, pause } from './flood';

const HELLO_BEGINS = Buffer.from('160301020001000001fc0303', 'hex');
export const handshakes: Flood = {
  name: 'half-open and dripping handshakes',
  // nobody here may be a person at a terminal, who has more time
  flags: ['--plain', 'off'],
  async begin({ port }, scale) {
    const all = await each(2000 * scale, 64, async (i) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: addressOf(i) });
      socket.on('error', () => {});
      await once(socket, 'connect');
      return socket;
    });
    return {
      async flood(seconds) {
        for (let at = 0; at < seconds; at += 1) {
          for (const [i, socket] of all.entries()) {
            // every other one says nothing at all
            if (i % 2 === 0 && !socket.destroyed) socket.write(HELLO_BEGINS.subarray(at, at + 1));
            socket.resume();
          }
          await pause(1000);
        }
        const open = all.filter((socket) => !socket.destroyed && !socket.readableEnded).length;
        return `${all.length} came, ${open} still open after ${seconds} s`;
      },
      end: () => all.forEach((socket) => void socket.destroy()),
    };
  },
};

export const wrongPasswords: Flood = {
  name: 'wrong passwords',
  flags: ['--password', '맞는 말'],
  password: '맞는 말',
  async begin({ port }, scale) {
    return {
      async flood(seconds) {
        const until = performance.now() + seconds * 1000;
        const told = new Map<string, number>();
        const guess = async (i: number) => {
          for (let n = 0; performance.now() < until; n += 1) {
            const code = await guessOnce(port, addressOf(i, 1), `${n}`);
            told.set(code, (told.get(code) ?? 0) + 1);
          }
        };
        await Promise.all(Array.from({ length: 64 * scale }, (_, i) => guess(i)));
        if (told.has('welcome')) throw new Error('a wrong password was taken');
        return [...told].map(([code, count]) => `${count} ${code}`).join(', ');
      },
      end() {},
    };
  },
};

/** One address may bring so many new connections in a while; all others are cut without a word. */
export const storm: Flood = {
  name: 'connections without end',
  flags: [],
  async begin({ port }, scale) {
    return {
      async flood(seconds) {
        const until = performance.now() + seconds * 1000;
        let cut = 0;
        const knock = async () => {
          while (performance.now() < until) {
            const socket = connect({ port, host: '127.0.0.1', localAddress: addressOf(0) });
            socket.on('error', () => {});
            socket.resume();
            await once(socket, 'close');
            cut += 1;
          }
        };
        // those that are let in wait for their time to be over
        const count = Math.max(1000 * scale, 2 * UNDECIDED_PER_ADDRESS_MAX);
        const all = Array.from({ length: count }, knock);
        await Promise.race([Promise.all(all), pause(seconds * 1000)]);
        if (cut === 0) throw new Error('nobody was cut off');
        return `${cut} cut off, ${Math.round(cut / seconds)} a second`;
      },
      end() {},
    };
  },
};

async function guessOnce(port: number, localAddress: string, password: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  const hello = { t: 'hello', v: 1, min: 1, app: 'trial', features: [] };
  socket.write(Buffer.concat([hello, { t: 'auth', name: 'guesser', password }].map(frameOf)));
  const code = await new Promise<string>((resolve) => {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const refused = /"t":"refused","error":\{"code":"([^"]+)"/.exec(heard)?.[1];
      if (refused) resolve(refused);
      else if (heard.includes('"t":"welcome"')) resolve('welcome');
    });
    socket.on('close', () => resolve('cut off'));
  });
  socket.destroy();
  // a door that is shut in one's face is tried again, but not in a circle without a pause
  if (code === 'cut off') await pause(50);
  return code;
}
