/** How entries of the list of known servers begin. */
import type { Target } from '../../protocol/views';
import { type KnownServer, newFolder } from './registry';

/** The server inside this app, as it told when it opened. */
export interface OwnServer {
  fingerprint: string;
  name: string;
  port: number;
}

/** Somewhere new: what it is, and by which key it is known, is learnt there. */
export const visitEntry = ({ hosts, name }: Target): KnownServer => ({
  id: 'visit',
  name: name ?? '',
  addresses: hosts,
  fingerprint: null,
  lastSeen: 0,
  hosted: false,
  shown: true,
  offline: false,
  myName: '',
  folder: newFolder(),
});

/** The own room keeps its copy, and what the host is called in it. */
export const ownEntry = (own: OwnServer, kept: KnownServer | undefined): KnownServer => ({
  lastSeen: 0,
  myName: '',
  folder: newFolder(),
  ...kept,
  id: own.fingerprint,
  name: own.name,
  addresses: [{ host: '127.0.0.1', port: own.port }],
  fingerprint: own.fingerprint,
  hosted: true,
  shown: true,
  offline: false,
});
