/** One visit to one server: who goes there, as whom, with which copy; and the client that does it. */
import { userInfo } from 'node:os';
import type { ChatClient, ClientEvents } from '../../client/api';
import { createClient } from '../../client/client';
import { checkName } from '../../protocol/names';
import type { HostPort, Target } from '../../protocol/views';
import { DEFAULTS } from '../../server/options';
import { readLanPort } from '../lan-port';
import { type Language, WORDS } from '../words';
import { openCopy } from './copy';
import { openDeviceKey } from './device-key';
import { followMoves } from './follow';
import { findKnown, readKnown, saveKnown } from './known-servers';
import { type Judge, meet } from './meet';

export interface Wanted {
  target: Target;
  /** Of the device key, the known servers and the copies. */
  folder: string;
  name?: string;
  password?: string;
  language: Language;
}

export type Ready = Parameters<ClientEvents['ready']>[0];

export interface Visit {
  readonly client: ChatClient;
  readonly target: Target;
  /** The key that is insisted on; null without encryption. */
  readonly pin: string | null;
  /** It is not known from an earlier visit. */
  readonly first: boolean;
  /** False: this user is in there from another terminal, and here a guest beside it. */
  readonly own: boolean;
  /** A name was asked for by this person, now: another one is not taken without asking. */
  readonly nameChosen: boolean;
  /** It worked: the server is known from now on by its key. */
  remember(ready: Ready): Promise<void>;
  /** Gives a message up, whatever became of it. Only after `client.disconnect`. */
  drop(id: string): void;
  close(): Promise<void>;
}

/** Rejects with `Ended` when the server's key is not accepted, or nobody is there. */
export async function openVisit(wanted: Wanted, judge: Judge): Promise<Visit> {
  const { target, folder, language } = wanted;
  const key = await openDeviceKey(folder);
  const known = findKnown(await readKnown(folder), target);
  const pin = await meet(target, known, judge);
  const address = target.hosts[0] as HostPort;
  const copy = await openCopy(folder, { pin, address });
  const client = createClient({
    target,
    known: pin,
    firstVisit: 'ask',
    plain: pin === null ? 'allow' : 'never',
    tls: pin === null ? 'off' : 'on',
    name: wanted.name ?? (known?.myName || systemName() || WORDS[language].connect.guest),
    ...(wanted.password !== undefined && { password: wanted.password }),
    key: copy.kept ? key : null,
    store: copy.store,
    language,
    app: `sarangbang-cli/${DEFAULTS.version}`,
    reconnect: true,
  });
  const stopFollowing = followMoves(client, pin, readLanPort(process.env.SARANGBANG_LAN_PORT));
  return {
    client,
    target,
    pin,
    first: known === undefined && target.fingerprint === undefined,
    own: copy.kept,
    nameChosen: wanted.name !== undefined,
    async remember({ name: serverName, me, address: found }) {
      const at = found ?? address;
      const addresses = [at, ...target.hosts.filter((host) => host !== at)];
      const lastSeen = Date.now();
      const mine = copy.kept ? me.name : (known?.myName ?? '');
      await saveKnown(folder, {
        fingerprint: pin,
        name: serverName,
        addresses,
        myName: mine,
        lastSeen,
      });
    },
    drop: (id) => copy.store.removePending(id),
    async close() {
      stopFollowing();
      await client.close();
      copy.release();
    },
  };
}

/** What the system calls the person at it; empty where that is no usable name. */
function systemName(): string {
  try {
    const checked = checkName(userInfo().username);
    return checked.ok ? checked.name : '';
  } catch {
    return '';
  }
}
