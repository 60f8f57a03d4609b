/** Servers nearby as a table for people. */
import stringWidth from 'string-width';
import { formatAddress } from '../../protocol/invite';
import type { NearbyServer } from '../../protocol/lan';
import { padded } from '../connect/terminal/width';
import { printable } from '../printable';
import type { Words } from '../words';

/** Known servers first, then the fullest. `known`: fingerprints of servers visited before. */
export function table(
  servers: readonly NearbyServer[],
  known: ReadonlySet<string>,
  words: Words,
): string[] {
  const { find } = words;
  const isKnown = ({ key }: NearbyServer) => key !== undefined && known.has(key);
  const sorted = [...servers].sort(
    (a, b) =>
      Number(isKnown(b)) - Number(isKnown(a)) ||
      b.people - a.people ||
      a.name.localeCompare(b.name),
  );
  const rows = sorted.map((server) => [
    printable(server.name),
    String(server.people),
    server.addresses.map(formatAddress)[0] ?? '',
    printable(server.host ?? ''),
    [
      // a datagram proves nothing: this only says that the key it names is a known one
      ...(isKnown(server) ? [find.known] : []),
      ...(server.lock ? [find.locked] : []),
      ...(server.understood ? [] : [find.other]),
    ].join(', '),
    server.news ? printable(server.news.text) : '',
  ]);
  const head = [find.name, find.people, find.address, find.host, '', find.news];
  const all = [head, ...rows];
  const wide = head.map((_, i) => Math.max(...all.map((row) => stringWidth(row[i] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, i) => padded(cell, wide[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
