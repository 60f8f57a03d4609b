/** What a wire under trial has to say: how one comes in, and what is sent then. */
import type { House } from '../support/house';
import type { Witness } from './witness';

export interface Arena {
  readonly house: House;
  readonly random: () => number;
  readonly witness: Witness;
}

/** One connection, as far in as its inputs need it to be. */
export interface Session {
  /**
   * Sends some inputs and waits until the server shows that it has read them, or closes. Resolves
   * to how many it has certainly read.
   */
  turn(): Promise<number>;
  /** Whether further turns can be taken. */
  readonly over: boolean;
  end(): void | Promise<void>;
}

export interface Wire {
  readonly name: string;
  /** What one input is. */
  readonly input: string;
  /** Connections at a time. */
  readonly atOnce: number;
  /** Inputs after which a connection has seen enough. */
  readonly perVisit: number;
  open(arena: Arena): Promise<Session>;
}
