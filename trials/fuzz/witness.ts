/**
 * Somebody in the lobby all the while: hears what old programs say that are told nothing of it
 * themselves, and says now and then whether the server still does what it is for.
 */
import { join, newKey } from '../../server/testing/native-client';
import type { House } from '../support/house';
import { Member } from '../support/member';

const HEARD_TIMEOUT_MS = 30_000;

export class Witness {
  private readonly waiting = new Map<string, () => void>();

  private constructor(
    private readonly house: House,
    readonly member: Member,
  ) {}

  static async in(house: House): Promise<Witness> {
    // what was sent in two pieces may arrive as one: the last word is what counts
    const heard = (text: string) => {
      const word = text.trim().split(/\s/).at(-1) ?? '';
      witness.waiting.get(word)?.();
      witness.waiting.delete(word);
    };
    const member = await Member.join({
      port: house.port,
      name: 'witness',
      // a guest may be in few rooms, and everybody writes to the witness
      key: newKey(),
      onEvent: (event) => {
        if (event.kind === 'posted') heard(event.text);
      },
    });
    const witness = new Witness(house, member);
    return witness;
  }

  /** Whether somebody says something within the time that ends with this word. */
  hears(word: string, withinMs = HEARD_TIMEOUT_MS): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.waiting.delete(word);
        resolve(false);
      }, withinMs);
      this.waiting.set(word, () => {
        clearTimeout(late);
        resolve(true);
      });
    });
  }

  /** A valid client comes in over TLS, says something, is answered and heard, and goes. */
  async swears(): Promise<void> {
    const text = `fine${performance.now()}`;
    const heard = this.hears(text);
    const guest = await join({ port: this.house.port, tls: true, name: `fine${Date.now()}` });
    const reply = await guest.post(text);
    if (!reply.ok) throw new Error(`a valid message was refused: ${reply.error.code}`);
    if (!(await heard)) throw new Error('a valid message reached nobody');
    guest.close();
  }

  leave(): void {
    this.member.close();
  }
}
