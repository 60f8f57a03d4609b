/**
 * One value for each outbox, which a device and its epoch name together. Not by one string of both:
 * that would be made, and hashed, several times for every message.
 */
import type { UserId } from '../../protocol/ids';

export class PerOutbox<T> {
  private readonly devices = new Map<UserId, Map<string, T>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(device: UserId, epoch: string): T | undefined {
    return this.devices.get(device)?.get(epoch);
  }

  set(device: UserId, epoch: string, value: T): void {
    let epochs = this.devices.get(device);
    if (!epochs) {
      epochs = new Map();
      this.devices.set(device, epochs);
    }
    if (!epochs.has(epoch)) this.count += 1;
    epochs.set(epoch, value);
  }

  delete(device: UserId, epoch: string): void {
    const epochs = this.devices.get(device);
    if (!epochs?.delete(epoch)) return;
    this.count -= 1;
    if (epochs.size === 0) this.devices.delete(device);
  }

  clear(): void {
    this.devices.clear();
    this.count = 0;
  }
}
