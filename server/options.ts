/** Everything that can be chosen about a server. The command line and the app both fill this in. */
import type { Readable, Writable } from 'node:stream';
import type { CompatListener, CompatState } from '../protocol/compat';
import type { UserId } from '../protocol/ids';
import type { Language } from '../protocol/language';
import { MAIN_PORT, WORKERS } from '../protocol/limits';
import type { SuccessionRecord } from '../protocol/succession';
import type { Imported } from './backup/import-room';
import { FILE_LIMITS, type FileLimits, type FileState } from './files/policy';

export interface ServerOptions {
  /** Address to listen on; left out: every one, IPv4 and where there is IPv6 that too. */
  host: string;
  /** 0: any free port. */
  port: number;
  /** Further ports to try, one after another, when `port` is taken. */
  portTries: number;
  /** Folder of key, certificate and log; null keeps all of it in memory (tests). */
  dataDir: string | null;
  /** What people see as the server's name; kept in the data folder, changed when given. */
  name: string;
  /** Told to whoever comes in, in one line; longer than MOTD_MAX_CHARS it is refused at start. */
  motd?: string;
  /** Asked of everybody who is not a host. */
  password?: string;
  /** From where unencrypted wires are accepted. */
  plain: 'off' | 'loopback' | 'lan';
  tls: boolean;
  rateLimit: boolean;
  /** `normal` may lose the last commits on power loss, never on a crash. */
  durability: 'full' | 'normal';
  /** Most people at a time. */
  capacity?: number;
  /** Ports of their own for old programs; one that cannot be opened does not stop the server. */
  compat: readonly CompatListener[];
  /** How much of files is taken, and for how long they are kept. */
  files: FileLimits;
  /** Threads beside the event loop for reading history and the like; 0: all of it in place. */
  workers: number;
  /** Users with the role host. */
  hosts: readonly UserId[];
  /** Whether whoever runs it announces it on the network, for whoever takes it over. */
  announced?: () => boolean;
  /** Program version shown to people. */
  version: string;
  /** Never receives message texts or secrets. */
  log: (line: string) => void;
}

export interface ServerFacts {
  name: string;
  host: string;
  port: number;
  /** base64url SHA-256 of the server key's SPKI. */
  fingerprint: string;
  epoch: string;
}

export interface ConsoleStreams {
  readonly input: Readable;
  readonly output: Writable;
  /** What to speak until `/lang` says otherwise; English when left out. */
  readonly language?: Language;
}

export interface RunningServer {
  readonly facts: ServerFacts;
  /** People connected now. */
  people(): number;
  /** By the server's key (ECDSA P-256, SHA-256): both base64url, `spki` is the public key. */
  sign(data: Buffer): { spki: string; signature: string };
  /** Called with each new count; returns its own clean-up. */
  onPeople(listener: (people: number) => void): () => void;
  /**
   * From now on this password is asked of everybody who is not a host; null: none. Whoever is in
   * stays. Rejects when it cannot be hashed now.
   */
  setPassword(password: string | null): Promise<void>;
  /** From where unencrypted wires are accepted from now on; whoever is in stays. */
  setPlain(plain: ServerOptions['plain']): void;
  /** The compatibility listeners that were asked for, and what became of each. */
  compat(): CompatState[];
  /**
   * From now on these: opens, closes and moves listeners; one that stays as it is keeps its
   * connections. Calls are carried out one after another. Does not reject.
   */
  setCompat(listeners: readonly CompatListener[]): Promise<CompatState[]>;
  /** Called when a listener opens, fails, closes, or has other people; returns its clean-up. */
  onCompat(listener: (states: CompatState[]) => void): () => void;
  /** How much of files there is, and how much may be. */
  files(): Promise<FileState>;
  /** From now on these limits; files that are too old by them go at once. */
  setFiles(change: Partial<FileLimits>): Promise<FileState>;
  /** Called when files come or go; returns its clean-up. */
  onFiles(listener: () => void): () => void;
  /**
   * Lets an operator type: what is said in the lobby is written to `output`, lines of `input` are
   * said there or are commands, as a host's (docs/wires/text.md "The console"). Neither the end
   * of `input` nor an error of either ends the server. Returns its own end; never throws.
   */
  console(io: ConsoleStreams): () => void;
  /**
   * Brings an exported room (docs/export.md) into a new one, owned by `by`. Rejects with a
   * `BackupProblem`, a `Refusal`, or the system's error.
   */
  importRoom(file: string, by: { id: UserId; name: string }): Promise<Imported>;
  /** Resolves when a host asked for a shutdown (the owner of the process then calls stop). */
  readonly shutdownAsked: Promise<{ by: string }>;
  /** How this server's key came to be that of its log; empty when it was never handed over. */
  readonly succession: readonly SuccessionRecord[];
  /**
   * Resolves when the server goes on at `to`'s computer and everybody was told so; the owner of the
   * process then calls stop. The folder is not served again.
   */
  readonly handedOver: Promise<{ to: string }>;
  /**
   * Stops accepting, commits what was accepted, tells clients (`bye`), drains within
   * STOP_TIMEOUT_MS, closes the log. Safe to call twice.
   */
  stop(why?: { reason: 'closed' | 'restarting'; by?: string }): Promise<void>;
}

/** `host` is where there is no IPv6; startServer takes `::` where there is. */
export const DEFAULTS: ServerOptions = {
  host: '0.0.0.0',
  port: MAIN_PORT,
  portTries: 0,
  dataDir: null,
  name: 'Sarangbang',
  plain: 'loopback',
  tls: true,
  rateLimit: true,
  durability: 'full',
  compat: [],
  files: FILE_LIMITS,
  workers: WORKERS,
  hosts: [],
  version: '0.1.0',
  log: () => {},
};
