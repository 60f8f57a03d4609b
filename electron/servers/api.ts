/** The servers of this app, as the IPC handlers and the own room see them. */
import type { RecentServer } from '../../protocol/ipc';
import type { Answer, HostPort, ServerView, Target } from '../../protocol/views';
import type { OwnServer } from './entries';
import type { Choice, Server } from './server';

export interface Servers {
  /** In the order of the rail. */
  live(): readonly Server[];
  views(): ServerView[];
  recent(): RecentServer[];
  /** Throws for an id that is not in the rail. */
  get(id: string): Server;
  /** Connects what is in the rail and not offline by choice. The own room comes by `openOwn`. */
  start(): void;
  connect(target: Target, choice: Choice): string;
  answer(id: string, answer: Answer): void;
  cancel(attempt: string): void;
  reconnect(id: string): void;
  offline(id: string): void;
  forget(id: string, deleteCopy: boolean): Promise<void>;
  /** Adds or finds the server inside this app, and connects to it. */
  openOwn(own: OwnServer, password?: string): Server;
  /** A known server goes on inside this app: the same entry and copy, under its new key. */
  adopt(id: string, own: OwnServer, password?: string): Server;
  closeOwn(): void;
  /** What the person is called in the own room; empty before the first visit. */
  ownName(): string;
  retryWaiting(): void;
  /** The server of this key was heard at these addresses: a hint, see client/hearsay.ts. */
  heard(key: string, addresses: readonly HostPort[]): void;
  close(): Promise<void>;
}
