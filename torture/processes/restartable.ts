import type { Child } from './child';

/** What runs as a process of its own: killed, ended in order, stopped in its tracks, begun again. */
export abstract class Restartable {
  protected child: Child | null = null;

  /** `endMs`: for how long it may take to end in order before it is killed. */
  protected constructor(private readonly endMs: number) {}

  abstract start(): Promise<void>;

  get up(): boolean {
    return this.child?.alive ?? false;
  }

  async kill(): Promise<void> {
    await this.child?.kill();
  }

  async end(): Promise<void> {
    if (this.up) await this.child?.end(this.endMs);
  }

  pause(): void {
    this.child?.pause();
  }

  goOn(): void {
    this.child?.goOn();
  }
}
