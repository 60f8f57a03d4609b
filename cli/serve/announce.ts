/** Tells the local network of a server from the command line, until it stops. */
import { hostname } from 'node:os';
import { startAnnouncer } from '../../lan/announcer';
import { PROTOCOL_VERSION } from '../../protocol/envelopes';
import { NAME_MAX_CHARS } from '../../protocol/limits';
import { checkName } from '../../protocol/names';
import { isLoopback } from '../../server/address';
import type { RunningServer } from '../../server/options';

export interface AnnounceFacts {
  tls: boolean;
  /** A password is asked for. */
  lock: boolean;
  version: string;
  log: (line: string) => void;
}

/** Null for a server that only this computer reaches. Otherwise what says goodbye. */
export function announce(
  server: RunningServer,
  { tls, lock, version, log }: AnnounceFacts,
  port: number,
): (() => Promise<void>) | null {
  const { facts } = server;
  if (isLoopback(facts.host)) return null;
  const computer = checkName(hostname().slice(0, NAME_MAX_CHARS));
  const announcer = startAnnouncer(
    () => ({
      name: facts.name,
      ...(computer.ok && { host: computer.name }),
      port: facts.port,
      people: server.people(),
      lock,
      ...(tls && { key: facts.fingerprint }),
      version,
      protocol: [PROTOCOL_VERSION, PROTOCOL_VERSION],
    }),
    { port, log },
  );
  const off = server.onPeople(() => announcer.changed());
  return () => {
    off();
    return announcer.stop();
  };
}
