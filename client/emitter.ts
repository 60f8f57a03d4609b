/** Tells listeners what happened, in the order in which they came. */

// biome-ignore lint/suspicious/noExplicitAny: listeners of any shape; `Events` says which
type Listeners<Events> = { [E in keyof Events]: (...args: any[]) => void };

export class Emitter<Events extends Listeners<Events>> {
  readonly #listeners = new Map<keyof Events, Set<Events[keyof Events]>>();

  /** Returns its own clean-up. */
  on<E extends keyof Events>(event: E, listener: Events[E]): () => void {
    let set = this.#listeners.get(event);
    if (!set) {
      set = new Set();
      this.#listeners.set(event, set);
    }
    const listeners = set;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** A listener that throws is its owner's mistake: it is reported as uncaught, and nobody waits. */
  emit<E extends keyof Events>(event: E, ...args: Parameters<Events[E]>): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(...args);
      } catch (why) {
        queueMicrotask(() => {
          throw why;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
