/** Posts texts and knows when each is accepted: it has become an event of the room. */
import type { ChatClient } from '../../client/api';
import type { ChatError } from '../../protocol/errors';
import type { RoomId } from '../../protocol/ids';
import { OUTBOX_IN_FLIGHT } from '../../protocol/limits';

/** A text was refused for good. */
export class PostRefused extends Error {
  constructor(readonly error: ChatError) {
    super(error.code);
    this.name = 'PostRefused';
  }
}

export class Courier {
  readonly #waiting = new Set<string>();
  #refused: PostRefused | null = null;
  #wake: (() => void) | null = null;

  constructor(private readonly client: ChatClient) {
    // A message leaves the outbox with its event, or when its event lies where it is not read.
    client.on('events', () => this.#look());
    client.on('pendingGone', () => this.#look());
    client.on('pending', ({ id, state, error }) => {
      if (state !== 'failed' || !this.#waiting.has(id)) return;
      this.#refused ??= new PostRefused(error ?? { code: 'internal' });
      this.#wake?.();
    });
  }

  /** Ids of the texts that are not accepted so far. */
  get open(): string[] {
    return [...this.#waiting];
  }

  /** Resolves when there is room for the next one; rejects with `PostRefused`. */
  async post(room: RoomId, text: string): Promise<void> {
    await this.#until(() => this.#waiting.size < OUTBOX_IN_FLIGHT);
    const { id } = await this.client.post(room, text);
    this.#waiting.add(id);
    this.#look();
  }

  /** Resolves when every one is accepted. */
  settled(): Promise<void> {
    return this.#until(() => this.#waiting.size === 0);
  }

  #look(): void {
    const left = new Set(this.client.pendingMessages().map(({ id }) => id));
    for (const id of this.#waiting) if (!left.has(id)) this.#waiting.delete(id);
    this.#wake?.();
  }

  async #until(done: () => boolean): Promise<void> {
    for (;;) {
      if (this.#refused) throw this.#refused;
      if (done()) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
