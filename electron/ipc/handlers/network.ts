/** Who is on this network, and what may be wrong with it. */
import type { NetworkReport } from '../../../protocol/lan';
import type { HostPort } from '../../../protocol/views';
import type { Handlers } from '../handle';

interface Network {
  ask(): void;
  check(target: HostPort | undefined): Promise<NetworkReport>;
}

export const networkHandlers = (
  network: Network,
): Pick<Handlers, 'nearby.ask' | 'network.check'> => ({
  'nearby.ask': () => network.ask(),
  'network.check': ({ target }) => network.check(target),
});
