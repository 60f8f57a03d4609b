/** Opens a channel to the first address whose server is the right one. */
import type { HostPort } from '../../protocol/views';
import { NO_EXPORTER } from '../../protocol/wire/auth';
import { type Channel, type Connector, ConnectStopped, connectFailed } from './channel';
import { type Dialled, dial } from './dial';
import { looksPlain } from './failure';
import { secure, TlsFailed } from './secure';
import { socketChannel } from './socket-channel';

/**
 * An address at which another server answers, or none that speaks TLS, does not end the search:
 * the same invite may carry one that is right. What was met first is what the person is told,
 * but for what was met where only others say that the server is.
 */
export const connectTcp: Connector = async (request) => {
  const { signal, onStep, judge } = request;
  const { hearsay = [] } = request;
  const left = [...request.hosts, ...hearsay];
  let met: ConnectStopped | null = null;
  let plain: HostPort | null = null;
  const proved = new Set<HostPort>();

  const reach = (hosts: readonly HostPort[]): Promise<Dialled> => {
    onStep('finding');
    return dial(hosts, { signal, onFound: () => onStep('connecting') });
  };

  while (left.length > 0) {
    const found = await reach(left).catch((why: ConnectStopped) => {
      if (met === null || signal.aborted) throw why;
      return null;
    });
    if (!found) break;
    left.splice(left.indexOf(found.address), 1);
    if (request.security === 'plain') return plainChannel(found);
    onStep('securing');
    const rumour = hearsay.includes(found.address);
    try {
      const channel = await secure(found.socket, found.address, signal);
      const verdict = judge(channel.fingerprint ?? '', found.address);
      if (verdict.kind === 'trust') return channel;
      if (!proved.has(found.address) && (await request.prove?.(channel))) {
        // The same server again, now known by this key.
        proved.add(found.address);
        left.unshift(found.address);
        continue;
      }
      channel.close();
      if (!rumour) met ??= new ConnectStopped(verdict);
    } catch (why) {
      if (!(why instanceof TlsFailed)) throw why;
      if (rumour) continue;
      if (looksPlain(why.code)) plain ??= found.address;
      met ??= connectFailed(why.code === 'ETIMEDOUT' ? 'not-sarangbang' : 'tls-failed', why.code);
    }
  }
  if (plain && request.security === 'tls-or-plain') return plainChannel(await reach([plain]));
  throw met ?? connectFailed('internal');
};

const plainChannel = ({ socket, address }: Dialled): Channel =>
  socketChannel(socket, { secure: false, fingerprint: null, exporter: NO_EXPORTER, address });
