/** Whoever takes part: how it is hurt, and what it is asked. */
import type { FaultProxy } from '../../client/testing/fault-proxy';
import type { Dump, State } from './words';

export interface Tortured {
  readonly name: string;
  readonly folder: string;
  /** Its way to the server. */
  readonly line: FaultProxy;
  /** Is not in all rooms. */
  readonly partial?: true;
  start(): Promise<void>;
  kill(): Promise<void>;
  end(): Promise<void>;
  pause(): void;
  goOn(): void;
  talk(on: boolean): Promise<void>;
  state(): Promise<State>;
  dump(): Promise<Dump>;
  enter(room: string, create: boolean): Promise<void>;
  /** Another process of the same key took its place. */
  comeBack(): Promise<void>;
}
