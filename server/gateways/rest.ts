/** Waits of one peer, that are over when the peer is. */
export class Rest {
  private over = false;
  private wake: () => void = () => {};

  /** Resolves after `ms`, or at once when it is over. One at a time. */
  wait(ms: number): Promise<void> {
    if (this.over) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.over = true;
    this.wake();
  }
}
