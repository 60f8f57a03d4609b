/**
 * What one connection is pushed: of each room events that rise, with no double and with no gap that
 * it was not told of by a head; and never more than was granted.
 */
import type { ClientFrame, ServerFrame } from '../../../protocol/envelopes';
import type { RoomId } from '../../../protocol/ids';

interface Place {
  /** Where the client stands if it took everything that it was pushed. */
  last: number;
  /** What it was told that there is. */
  head: number;
}

export class Pushed {
  readonly #places = new Map<RoomId, Place>();
  #ready = false;
  #granted = Number.POSITIVE_INFINITY;
  #sent = 0;
  #seen = 0;

  constructor(private readonly broken: (what: string) => void) {}

  fromClient(frame: ClientFrame): void {
    if (frame.t === 'auth' && frame.credit) this.#granted = frame.credit.events;
    if (frame.t === 'seen') this.#seen = frame.events;
  }

  /** By its own wish, which is answered and not told otherwise. */
  left(room: RoomId): void {
    this.#places.delete(room);
  }

  toClient(frame: ServerFrame): void {
    if (frame.t === 'ready') this.#ready = true;
    else if (frame.t === 'room-gone') this.#places.delete(frame.room);
    else if (frame.t === 'rooms') {
      for (const { id, joined, head } of frame.rooms) {
        if (joined) this.#told(id, head);
        else this.#places.delete(id);
      }
    } else if (frame.t === 'heads') {
      // Paused until now: what lies between is the client's to ask for.
      for (const [room, head] of Object.entries(frame.heads)) {
        this.#places.set(room, { last: head, head });
      }
    } else if (frame.t === 'ev') this.#event(frame.e);
  }

  #told(room: RoomId, head: number): void {
    const place = this.#places.get(room);
    if (place) place.head = Math.max(place.head, head);
    // Of a room that is entered later the state may be ahead of the events that follow.
    else if (!this.#ready) this.#places.set(room, { last: head, head });
  }

  #event({ room, seq, prev }: { room: RoomId; seq: number; prev: number }): void {
    const place = this.#places.get(room);
    if (place && seq <= place.last) this.broken(`pushed ${seq} twice`);
    if (place && prev > Math.max(place.last, place.head)) {
      this.broken(`pushed ${seq} behind ${place.last} without a word of ${prev}`);
    }
    this.#places.set(room, { last: seq, head: Math.max(seq, place?.head ?? 0) });
    this.#sent += 1;
    if (this.#sent - this.#seen > this.#granted) this.broken('pushed more than was granted');
  }
}
