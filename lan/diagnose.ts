/**
 * What is the matter with the network, decided from what was observed; no socket is touched here.
 * docs/wires/discovery.md "Check my network" has the same order in words.
 */
import type { NetworkCause, NetworkReport } from '../protocol/lan';
import { contains, isLocal, kindOf, type Network } from './interfaces';
import type { Neighbour } from './neighbours';

export interface TargetObserved {
  /** Its IPv4 address; null when its name leads to none. */
  readonly address: string | null;
  readonly outcome: NonNullable<NetworkReport['target']>;
  /** This computer's address on the way to it; null when there is no way. */
  readonly from: string | null;
  /** Its own datagrams arrive here. */
  readonly heard: boolean;
}

export interface Observations {
  /** Every network but loopback. */
  readonly networks: readonly Network[];
  /** Servers that are heard. */
  readonly heard: number;
  /** Own datagrams to everybody came back; `unknown` when that could not be tried. */
  readonly loop: 'heard' | 'silent' | 'unknown';
  /** This computer's address on the way to the internet; null when there is none. */
  readonly wayOut: string | null;
  /** What the system knows of the computers around; empty where it does not tell. */
  readonly neighbours: readonly Neighbour[];
  readonly gateways: readonly string[];
  readonly target?: TargetObserved;
}

export type Diagnosis = Pick<NetworkReport, 'cause' | 'firewall'>;

const named = (cause: NetworkCause): Diagnosis => ({ cause });

export function diagnose(seen: Observations): Diagnosis {
  const { target, networks } = seen;
  // who refuses has answered: the network did its part
  if (target?.outcome === 'open' || target?.outcome === 'refused') return named('fine');
  if (networks.every(({ name }) => kindOf(name) === 'inside')) return named('no-network');
  if (!target && seen.heard > 0) return named('fine');
  if (tunnelled(seen)) return named('vpn');
  if (target && !networks.some((one) => target.address && contains(one, target.address))) {
    // nothing can be said of a name that leads nowhere, and of a silent computer on the internet
    return named(target.address && isLocal(target.address) ? 'other-subnet' : 'unsure');
  }
  if (seen.loop === 'silent' && seen.heard === 0) return { cause: 'firewall', firewall: 'here' };
  return target ? silentNeighbour(seen, target) : nobodyHeard(seen);
}

/** Only tunnels lead out, or what is asked about is looked for in one. */
function tunnelled({ networks, wayOut, heard, target }: Observations): boolean {
  const intoTunnel = (from: string | null) =>
    networks.some(({ name, address }) => address === from && kindOf(name) === 'tunnel');
  const local = !target?.address || isLocal(target.address);
  if (target && local && intoTunnel(target.from)) return true;
  const outside = networks.filter(({ name }) => kindOf(name) !== 'inside');
  // what is heard comes past the tunnel
  return heard === 0 && (outside.every(({ address }) => intoTunnel(address)) || intoTunnel(wayOut));
}

/** It should be on this very network, and says nothing. */
function silentNeighbour(seen: Observations, target: TargetObserved): Diagnosis {
  const known = seen.neighbours.find(({ address }) => address === target.address);
  if (target.heard || known?.reachable) return { cause: 'firewall', firewall: 'there' };
  const gone = known !== undefined || target.outcome === 'unreachable';
  // Others are in reach: then only this one is missing, and the network keeps nobody apart.
  return named(gone && seen.heard === 0 && !othersInReach(seen) ? 'isolation' : 'unsure');
}

function nobodyHeard(seen: Observations): Diagnosis {
  const sought = seen.neighbours.some(
    (one) => !one.reachable && !seen.gateways.includes(one.address),
  );
  return named(sought && !othersInReach(seen) ? 'isolation' : 'unsure');
}

/** A gateway is in reach of everybody, also where devices are kept apart. */
const othersInReach = ({ neighbours, gateways }: Observations): boolean =>
  neighbours.some(({ address, reachable }) => reachable && !gateways.includes(address));
