/**
 * "Check my network": looks around for at most CHECK_TIMEOUT_MS and names one cause
 * (docs/wires/discovery.md "Check my network"). The deciding is in diagnose.ts.
 */
import type { NetworkReport } from '../protocol/lan';
import { CHECK_TARGET_MS, CHECK_TIMEOUT_MS } from '../protocol/limits';
import type { HostPort } from '../protocol/views';
import { diagnose, type TargetObserved } from './diagnose';
import { networks as systemNetworks } from './interfaces';
import { readNeighbourhood } from './neighbours';
import { filled, type LanOptions } from './options';
import { addressTowards, knock, listenAround, resolveIPv4 } from './probes';

export interface CheckOptions extends LanOptions {
  /** The server that does not answer; left out when there is none in particular. */
  target?: HostPort;
  /** Servers on other computers that the list of nearby servers shows now. */
  heard?: () => number;
}

/** Never rejects; resolves within CHECK_TIMEOUT_MS, much sooner when all is well. */
export async function checkNetwork(options: CheckOptions = {}): Promise<NetworkReport> {
  const { target, heard = () => 0 } = options;
  const networks = options.interfaces?.() ?? systemNetworks();
  const listening = listenAround(filled(options), networks, ({ loop, servers }) => {
    return loop === 'heard' && servers.size + heard() > 0;
  });
  const [knocked, wayOut, listened] = await Promise.all([
    target && observeTarget(target),
    addressTowards(),
    listening,
  ]);
  // looked at last: by now the system has asked for the target's hardware address
  const around = await readNeighbourhood();
  const servers = Math.max(heard(), listened.servers.size);
  const diagnosis = diagnose({
    networks,
    heard: servers,
    loop: listened.loop,
    wayOut,
    ...around,
    ...(knocked && {
      target: { ...knocked, heard: listened.sources.has(knocked.address ?? '') },
    }),
  });
  return {
    ...diagnosis,
    addresses: networks.map(({ address }) => address),
    heard: servers,
    ...(knocked && { target: knocked.outcome }),
    ...(knocked?.ms !== undefined && { roundTripMs: Math.round(knocked.ms * 10) / 10 }),
  };
}

async function observeTarget({
  host,
  port,
}: HostPort): Promise<Omit<TargetObserved, 'heard'> & { ms?: number }> {
  const address = await resolveIPv4(host, CHECK_TIMEOUT_MS - CHECK_TARGET_MS - MARGIN_MS);
  // a name without IPv4, or an IPv6 address: knocked at all the same, but no network is compared
  const [from, knocked] = await Promise.all([
    address === null ? null : addressTowards(address),
    knock(address ?? host, port),
  ]);
  return { address, from, ...knocked };
}
const MARGIN_MS = 300;
