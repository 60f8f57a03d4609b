/**
 * Invite links and addresses, as people paste them (docs/PROTOCOL.md "Invite links"):
 *
 *     sarangbang://HOST:PORT/?k=FINGERPRINT&r=ROOM&m=SEQ&n=NAME&p=PASSWORD&i=TOKEN&a=HOST2:PORT2
 *
 * `k` is the server key's fingerprint; with it the connection is verified without any authority.
 * `i` is of an invite that the host can take back (invites.ts). With `m` it is the link of a message, and leads to it.
 */

import { fingerprint, roomId } from './ids';
import { inviteToken } from './invites';
import type { Language } from './language';
import {
  INVITE_HOSTS_MAX,
  INVITE_LINK_MAX_CHARS,
  MAIN_PORT,
  PASSWORD_MAX_CHARS,
  PASTE_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
} from './limits';
import type { HostPort, Target } from './views';

export const SCHEME = 'sarangbang';
export type ReadTarget = { ok: true; target: Target; how: 'invite' | 'address' } | { ok: false };

const NOT_UNDERSTOOD: ReadTarget = { ok: false };
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const HOSTNAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?))*\.?$/i;

/** IPv6 literals, with an optional zone; the URL parser knows the grammar. */
function isIpv6(text: string): boolean {
  const [address, zone, ...rest] = text.split('%') as [string, string?, ...string[]];
  if (!/^[0-9a-f:.]{2,45}$/i.test(address) || !address.includes(':')) return false;
  if (rest.length > 0 || (zone !== undefined && !/^[\w.-]{1,32}$/.test(zone))) return false;
  return URL.canParse(`http://[${address}]/`);
}

/** All-digit last labels are malformed IPv4 addresses, never names (`256.1.1.1`, `1.2.3`). */
const isHostname = (text: string) =>
  HOSTNAME.test(text) && !/^\d+$/.test(text.replace(/\.$/, '').split('.').at(-1) as string);

const isHost = (text: string): boolean => IPV4.test(text) || isIpv6(text) || isHostname(text);

function readPort(text: string | undefined): number | null {
  if (text === undefined) return MAIN_PORT;
  if (!/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : null;
}

/** `host`, `host:port`, `[v6]`, `[v6]:port`, bare v6; null when it is none of these. */
export function readAddress(text: string): HostPort | null {
  const trimmed = text.trim();
  if (isIpv6(trimmed)) return { host: trimmed, port: MAIN_PORT };
  const match = /^(?:\[([^\]]+)\]|([^:[\]\s/]+))(?::(\d+))?$/.exec(trimmed);
  if (!match) return null;
  const host = match[1] ?? (match[2] as string);
  const port = readPort(match[3]);
  if (port === null || (match[1] !== undefined ? !isIpv6(host) : !isHost(host))) return null;
  return { host: host.replace(/\.$/, ''), port };
}

/** With brackets around IPv6. */
export const formatAddress = ({ host, port }: HostPort): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

function readLink(link: string): Target | null {
  if (link.length > INVITE_LINK_MAX_CHARS) return null;
  const match = /^sarangbang:\/\/([^/?#]+)\/?(?:[?#](.*))?$/i.exec(link);
  if (!match) return null;
  const first = readAddress(decode(match[1] as string));
  if (!first) return null;
  const query = new URLSearchParams(match[2] ?? '');
  const more = query
    .getAll('a')
    .slice(0, INVITE_HOSTS_MAX - 1)
    .map(readAddress)
    .filter((address): address is HostPort => address !== null);
  const target: Target = { hosts: [first, ...more] };
  const key = query.get('k');
  if (key !== null) {
    // a damaged key is not the same as none: joining unverified would be a quiet downgrade
    if (!fingerprint.safeParse(key).success) return null;
    target.fingerprint = key;
  }
  const room = query.get('r');
  if (room && roomId.safeParse(room).success) target.room = room;
  const message = query.get('m');
  if (target.room && message && /^[1-9]\d{0,14}$/.test(message)) target.message = Number(message);
  const password = query.get('p');
  if (password && password.length <= PASSWORD_MAX_CHARS) target.password = password;
  const invite = query.get('i');
  if (invite !== null) {
    // cut off on its way: a host would be asked, or a password, and nobody knew why
    if (!inviteToken.safeParse(invite).success) return null;
    target.invite = invite;
  }
  const name = query.get('n');
  if (name) target.name = name.slice(0, SERVER_NAME_MAX_CHARS);
  return target;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Links are ASCII (formatInvite escapes the rest), so that a Korean particle may follow at once. */
const LINK = /sarangbang:\/\/[!#-&(-;=?-~]+/i;

/** What the sentence around adds: its own full stop comes after the link; formatInvite never ends in one. */
const withoutStop = (link: string): string => link.replace(/[.,;:!?)\]]+$/, '');

/** A text as its parts: our own links that can be read, and what stands between them. */
export function splitLinks(text: string): (string | { link: string })[] {
  const parts: (string | { link: string })[] = [];
  let from = 0;
  for (const found of text.matchAll(new RegExp(LINK, 'gi'))) {
    const whole = found[0];
    const link = [withoutStop(whole), whole].find((one) => readLink(one) !== null);
    if (link === undefined) continue;
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push({ link });
    from = found.index + link.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Reads whatever was pasted: a link, an address, or a whole message that contains one. Reads at
 * most PASTE_MAX_CHARS; never throws.
 */
export function parseTarget(pasted: string): ReadTarget {
  const text = pasted.slice(0, PASTE_MAX_CHARS).trim();
  const link = LINK.exec(text)?.[0];
  if (link) {
    const target = readLink(withoutStop(link)) ?? readLink(link);
    return target ? { ok: true, target, how: 'invite' } : NOT_UNDERSTOOD;
  }
  const whole = readAddress(text);
  if (whole) return { ok: true, target: { hosts: [whole] }, how: 'address' };
  // inside a sentence only what cannot be a word: an address with a port, or an IP address
  for (const word of text.split(/[\s,;()<>"'“”‘’]+/)) {
    const cleaned = word.replace(/[.。!?…]+$/, '').replace(/(?<=\d)(로|으로|에|에서|를|을)$/u, '');
    const address = readAddress(cleaned);
    if (address && (/:\d+$/.test(cleaned) || IPV4.test(address.host))) {
      return { ok: true, target: { hosts: [address] }, how: 'address' };
    }
  }
  return NOT_UNDERSTOOD;
}

/** The link for a target; its first host is the one that is tried first. */
export function formatInvite(target: Target): string {
  const [first, ...more] = target.hosts;
  if (!first) throw new RangeError('an invite needs an address');
  const query = new URLSearchParams();
  if (target.fingerprint) query.set('k', target.fingerprint);
  if (target.room) query.set('r', target.room);
  if (target.room && target.message) query.set('m', `${target.message}`);
  if (target.name) query.set('n', target.name);
  if (target.password) query.set('p', target.password);
  if (target.invite) query.set('i', target.invite);
  for (const host of more.slice(0, INVITE_HOSTS_MAX - 1)) query.append('a', formatAddress(host));
  const text = query.toString().replace(/\.$/, '%2E');
  return `${SCHEME}://${formatAddress(first).replaceAll('%', '%25')}/${text ? `?${text}` : ''}`;
}

/** What goes to the clipboard, per language: many messengers do not make own schemes clickable. */
export const inviteMessages = ({
  name,
  link,
  address,
}: {
  name: string;
  link: string;
  address: string;
}): Record<Language, string> => ({
  ko: `사랑방에서 "${name}"에 들어오세요: ${link} — 또는 ${address} 주소로 연결`,
  en: `Join "${name}" with Sarangbang: ${link} — or connect to ${address}`,
});
