/**
 * What others say about where a server is now: datagrams on the local network that anybody can
 * send. It says where to look, never whom to trust: only the server's own key counts there.
 */
import { HEARSAY_EVERY_MS, INVITE_HOSTS_MAX } from '../protocol/limits';
import type { HostPort, ServerStatus } from '../protocol/views';

export interface Heard {
  status: ServerStatus;
  /** One of the addresses is new. */
  fresh: boolean;
  /** Nothing was done about hearsay for HEARSAY_EVERY_MS. */
  rested: boolean;
  /** The connection that stands leads to one of the addresses. */
  here: boolean;
}

/**
 * What to do about it: look there at once, ask the server whether it is still where it was, or
 * nothing. A person who chose to be offline stays so; a handshake under way is not disturbed.
 */
export function heed({ status, fresh, rested, here }: Heard): 'look' | 'doubt' | null {
  switch (status.state) {
    case 'waiting':
      return fresh || rested ? 'look' : null;
    case 'connecting':
      return fresh && (status.step === 'finding' || status.step === 'connecting') ? 'look' : null;
    case 'question':
      // Another server sits at the old address: the one that is meant may be at the new one.
      return fresh && status.question.kind === 'key-changed' ? 'look' : null;
    case 'online':
      return !here && (fresh || rested) ? 'doubt' : null;
    case 'offline':
      return null;
  }
}

const same = (a: HostPort, b: HostPort): boolean => a.host === b.host && a.port === b.port;
const among = (list: readonly HostPort[], one: HostPort): boolean =>
  list.some((other) => same(one, other));

/** The addresses that were heard, newest first, at most INVITE_HOSTS_MAX. */
export class Hearsay {
  #addresses: readonly HostPort[] = [];
  #heededAt = Number.NEGATIVE_INFINITY;

  get addresses(): readonly HostPort[] {
    return this.#addresses;
  }

  /** `known`: where it is looked for anyway; `now` in ms since 1970. */
  hear(
    heard: readonly HostPort[],
    at: { status: ServerStatus; known: readonly HostPort[]; here: HostPort | null; now: number },
  ): ReturnType<typeof heed> {
    const strange = heard.filter((one) => !among(at.known, one));
    const fresh = strange.some((one) => !among(this.#addresses, one));
    const older = this.#addresses.filter((one) => !among(strange, one));
    this.#addresses = [...strange, ...older].slice(0, INVITE_HOSTS_MAX);
    const act = heed({
      status: at.status,
      fresh,
      rested: at.now - this.#heededAt >= HEARSAY_EVERY_MS,
      here: at.here !== null && among(heard, at.here),
    });
    if (act) this.#heededAt = at.now;
    return act;
  }
}
