/** What somebody is called before they say so: their socket's address, as Python prints one. */
import { NAME_MAX_CHARS } from '../../../protocol/limits';

/**
 * `('127.0.0.1', 9001)`. Every IPv4 address fits; a longer IPv6 address loses its middle, and
 * keeps both of its ends and the port.
 */
export function firstName(address: string, port: number): string {
  const room = NAME_MAX_CHARS - wrap('', port).length;
  if (address.length <= room) return wrap(address, port);
  const head = Math.floor((room - 1) / 2);
  const tail = room - 1 - head;
  return wrap(`${address.slice(0, head)}…${address.slice(-tail)}`, port);
}

const wrap = (address: string, port: number): string => `('${address}', ${port})`;
