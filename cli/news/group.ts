/** Where news go: `224.1.1.2:7777`, the group's address and a port. */
import { InvalidArgumentError } from 'commander';
import { readAddress } from '../../protocol/invite';
import { NEWS_GROUP, NEWS_PORT } from '../../protocol/limits';
import type { HostPort } from '../../protocol/views';

export const NEWS_AT = `${NEWS_GROUP}:${NEWS_PORT}`;

/** Without a port the usual one. Refuses what is no IPv4 multicast address. */
export function groupFlag(complaint: string): (text: string) => HostPort {
  return (text) => {
    const read = readAddress(text.includes(':') ? text : `${text}:${NEWS_PORT}`);
    const first = Number(/^(\d+)\.\d+\.\d+\.\d+$/.exec(read?.host ?? '')?.[1]);
    if (read && first >= 224 && first <= 239) return read;
    throw new InvalidArgumentError(complaint);
  };
}
