/** What Linux knows of the computers around, read from its own tables; other systems tell nothing. */
import { readFile } from 'node:fs/promises';

export interface Neighbour {
  readonly address: string;
  /** It answered ARP; false: it was asked for in vain. */
  readonly reachable: boolean;
}

export interface Neighbourhood {
  readonly neighbours: readonly Neighbour[];
  readonly gateways: readonly string[];
}

export async function readNeighbourhood(): Promise<Neighbourhood> {
  const [arp, routes] = await Promise.all(
    ['/proc/net/arp', '/proc/net/route'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return { neighbours: parseArp(arp ?? ''), gateways: parseGateways(routes ?? '') };
}

/** `/proc/net/arp`: address, hardware type, flags (2: complete), hardware address, mask, device. */
export function parseArp(table: string): Neighbour[] {
  return rowsOf(table).flatMap(([address, , flags]) =>
    address && flags ? [{ address, reachable: (Number(flags) & ARP_COMPLETE) !== 0 }] : [],
  );
}
/** ATF_COM in linux/if_arp.h. */
const ARP_COMPLETE = 2;

/** `/proc/net/route`: device, destination, gateway …, as hexadecimal in the machine's byte order. */
export function parseGateways(table: string): string[] {
  const found = rowsOf(table).flatMap(([, , gateway]) =>
    gateway && /^[0-9A-F]{8}$/i.test(gateway) && Number.parseInt(gateway, 16) !== 0
      ? [Buffer.from(gateway, 'hex').reverse().join('.')]
      : [],
  );
  return [...new Set(found)];
}

const rowsOf = (table: string): string[][] =>
  table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
