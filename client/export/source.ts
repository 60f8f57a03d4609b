/** What a room is written out of: a copy on this computer, or the log of a server. */

import type { ChatEvent } from '../../protocol/events';
import type { Fingerprint, RoomId, UserId } from '../../protocol/ids';
import type { Language } from '../../protocol/language';

export interface ExportSource {
  readonly server: { readonly name: string; readonly fingerprint?: Fingerprint };
  readonly room: {
    readonly id: RoomId;
    /** As people read it: of a room of two, the other one's name. */
    readonly name: string;
    readonly topic: string;
    readonly direct: boolean;
  };
  /** The newest name of somebody; null when nobody of that id is known. */
  nameOf(user: UserId): string | null;
  /** In their order, messages as they are now. `head` is known before the first one is read. */
  events(): AsyncIterable<ChatEvent>;
  /** Seq of the last event, for those who show how far it is. */
  readonly head: number;
}

export interface ExportOptions {
  language: Language;
  /** ms since 1970; messages before and from then on are left out. */
  from?: number;
  to?: number;
  /** ms since 1970, said in the file. */
  now: number;
  /** Where a message's file lies beside the exported one, as a relative path; null: not there. */
  placeOf(file: string): string | null;
  /** IANA name, for tests; left out: this computer's. */
  timeZone?: string;
}

/** Only what lies in the range, in whole. */
export async function* within(
  source: ExportSource,
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: ExportOptions,
): AsyncGenerator<ChatEvent> {
  for await (const event of source.events()) {
    if (event.ts >= from && event.ts < to) yield event;
  }
}
