/**
 * Tickets: whoever shows one may move the bytes of one file, in one direction, for a while. They
 * are told on the chat connection, live in memory only, and are worth nothing to anybody who is no
 * longer in the file's room (files/house.ts looks again when one is shown).
 */
import { randomBytes } from 'node:crypto';
import type { UserId } from '../../protocol/ids';
import { FILE_TICKET_MS, FILE_TICKETS_MAX, FILE_TICKETS_PER_USER_MAX } from '../../protocol/limits';
import type { FileId } from '../../protocol/message';

export interface Ticket {
  readonly user: UserId;
  readonly file: FileId;
  readonly way: 'up' | 'down';
  /** It was told over an encrypted connection, and is not taken on another one. */
  readonly encrypted: boolean;
  /** By the server's clock, ms since 1970. */
  readonly until: number;
}

export class Tickets {
  /** In the order in which they were given. */
  private readonly all = new Map<string, Ticket>();
  private readonly ofUser = new Map<UserId, Set<string>>();

  constructor(private readonly now: () => number) {}

  /** Whoever asks for too many loses the oldest of their own. */
  give(ticket: Omit<Ticket, 'until'>): string {
    const theirs = this.ofUser.get(ticket.user) ?? new Set();
    this.ofUser.set(ticket.user, theirs);
    this.forgetOld();
    while (theirs.size >= FILE_TICKETS_PER_USER_MAX) this.drop(first(theirs));
    while (this.all.size >= FILE_TICKETS_MAX) this.drop(first(this.all.keys()));
    const secret = randomBytes(32).toString('base64url');
    this.all.set(secret, { ...ticket, until: this.now() + FILE_TICKET_MS });
    this.ofUser.set(ticket.user, theirs.add(secret));
    return secret;
  }

  /** Null: never given, over, or for something else. */
  find(secret: string, file: FileId, way: Ticket['way'], encrypted: boolean): Ticket | null {
    const ticket = this.all.get(secret);
    if (!ticket || ticket.file !== file || ticket.way !== way) return null;
    if (ticket.encrypted && !encrypted) return null;
    return ticket.until > this.now() ? ticket : null;
  }

  private forgetOld(): void {
    const now = this.now();
    for (const [secret, { until }] of this.all) {
      if (until > now) return;
      this.drop(secret);
    }
  }

  private drop(secret: string | undefined): void {
    const ticket = secret === undefined ? undefined : this.all.get(secret);
    if (!ticket || secret === undefined) return;
    this.all.delete(secret);
    const theirs = this.ofUser.get(ticket.user);
    theirs?.delete(secret);
    if (theirs?.size === 0) this.ofUser.delete(ticket.user);
  }
}

const first = <T>(values: Iterable<T>): T | undefined => {
  for (const value of values) return value;
  return undefined;
};
