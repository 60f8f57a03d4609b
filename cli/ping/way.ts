/** A way to somebody who answers, and what it is: found out without saying anything about us. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ConnectStopped } from '../../client/socket/channel';
import { dial } from '../../client/socket/dial';
import { looksPlain } from '../../client/socket/failure';
import { secure, TlsFailed } from '../../client/socket/secure';
import { socketChannel } from '../../client/socket/socket-channel';
import { type ClientFrameInput, PROTOCOL_VERSION } from '../../protocol/envelopes';
import { formatAddress } from '../../protocol/invite';
import type { Failure, HostPort } from '../../protocol/views';
import { NO_EXPORTER } from '../../protocol/wire/auth';
import { encodeFrame } from '../../protocol/wire/frame';
import { echoes } from './echoes';
import { greet } from './greet';

export interface Way {
  readonly kind: 'sarangbang' | 'echo' | 'tcp';
  readonly address: HostPort;
  /** The server's name, where it says one. */
  readonly name?: string;
  /** False once the other side has hung up: then a new way is needed. */
  readonly open: boolean;
  /** ms there and back; rejects when nothing came back within `withinMs`. */
  roundTrip(withinMs: number): Promise<number>;
  close(): void;
}

/** Nobody is there. */
export class NoWay extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'NoWay';
  }
}

const HELLO: Extract<ClientFrameInput, { t: 'hello' }> = {
  t: 'hello',
  v: PROTOCOL_VERSION,
  min: 1,
  app: 'sarangbang-ping',
  features: [],
};

/**
 * Tries TLS with a Sarangbang server, then the same without TLS: whoever returns those bytes as
 * they are is an echo service. Else it is measured how long connecting takes. Rejects with `NoWay`.
 */
export async function findWay(hosts: readonly HostPort[], withinMs: number): Promise<Way> {
  const first = await reach(hosts, withinMs);
  const hosts1 = [first.address];
  try {
    const signal = AbortSignal.timeout(withinMs);
    const channel = await secure(first.socket, first.address, signal);
    return (await greet(channel, HELLO, withinMs)) ?? connecting(first.address);
  } catch (why) {
    if (why instanceof ConnectStopped) return connecting(first.address);
    if (!(why instanceof TlsFailed)) throw why;
    if (!looksPlain(why.code)) return connecting(first.address);
  }
  const { socket, address } = await reach(hosts1, withinMs);
  const hello = encodeFrame(HELLO);
  const found = await echoes(socket, address, hello, withinMs);
  if (found) return found;
  const again = await reach(hosts1, withinMs);
  const plain = { secure: false, fingerprint: null, exporter: NO_EXPORTER, address };
  return (await greet(socketChannel(again.socket, plain), HELLO, withinMs)) ?? connecting(address);
}

async function reach(hosts: readonly HostPort[], withinMs: number) {
  try {
    return await dial(hosts, { signal: AbortSignal.timeout(withinMs), onFound: () => {} });
  } catch (why) {
    if (!(why instanceof ConnectStopped) || why.verdict.kind !== 'fail') throw why;
    const { failure } = why.verdict;
    throw new NoWay(failure.code === 'cancelled' ? { code: 'timeout' } : failure);
  }
}

/** Whatever listens there: the time until the connection stands. */
const connecting = (address: HostPort): Way => ({
  kind: 'tcp',
  address,
  open: true,
  async roundTrip(withinMs) {
    const started = performance.now();
    const socket: Socket = connect({ ...address, autoSelectFamily: true });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(withinMs) });
      return performance.now() - started;
    } catch (why) {
      throw new Error(`no connection to ${formatAddress(address)}`, { cause: why });
    } finally {
      socket.on('error', () => {});
      socket.destroy();
    }
  },
  close() {},
});
