/**
 * Compatibility listeners (docs/PROTOCOL.md "Compatibility listeners"): ports for the wires of old
 * programs, opened, closed and moved while the server runs. One that cannot be opened says so in
 * its state and harms nothing else.
 */
import type { CompatListener, CompatState, CompatWire } from '../protocol/compat';
import type { RoomId } from '../protocol/ids';
import type { Admission } from './admission';
import { compatGateways } from './gateways';
import type { Gateway, Peer } from './gateways/gateway';
import { type Listener, listen } from './listener';
import type { House } from './visitor';

export interface CompatParts {
  readonly house: House;
  /** The main port's: limits count everybody together. */
  readonly admission: Admission;
  /** The main port's, so that one decision tells where the server is reachable. */
  readonly host: string;
  readonly log: (line: string) => void;
  /** By id or name; null when there is no such room. */
  findRoom(text: string): RoomId | null;
}

interface Entry {
  readonly asked: CompatListener;
  state: CompatState;
  /** Null when it could not be opened. */
  listener: Listener | null;
}

type Failure = Extract<CompatState['state'], { state: 'failed' }>['code'];

export class CompatListeners {
  private entries = new Map<CompatWire, Entry>();
  private readonly listeners = new Set<(states: CompatState[]) => void>();
  private working: Promise<unknown> = Promise.resolve();
  private telling = false;
  private stopped = false;

  constructor(private readonly parts: CompatParts) {}

  states(): CompatState[] {
    return [...this.entries.values()].map(({ state }) => state);
  }

  /** See `RunningServer.setCompat`. */
  set(wanted: readonly CompatListener[]): Promise<CompatState[]> {
    const done = this.working.then(() => this.change(wanted));
    this.working = done;
    return done;
  }

  onChange(listener: (states: CompatState[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Nobody new on any of them; what is still open is the caller's to close. */
  async stop(): Promise<Listener[]> {
    this.stopped = true;
    await this.working;
    const open = [...this.entries.values()].flatMap(({ listener }) => listener ?? []);
    for (const listener of open) listener.stopAccepting();
    return open;
  }

  private async change(wanted: readonly CompatListener[]): Promise<CompatState[]> {
    if (this.stopped) return this.states();
    const before = this.entries;
    const kept = new Map<CompatWire, Entry>();
    for (const one of wanted) {
      const entry = before.get(one.wire);
      if (entry?.listener && isSame(entry, one, this.parts.findRoom(one.room))) {
        kept.set(one.wire, entry);
      }
    }
    const closing = [...before.values()].filter((entry) => kept.get(entry.asked.wire) !== entry);
    await Promise.all(closing.map((entry) => this.close(entry)));
    const after = new Map<CompatWire, Entry>();
    for (const one of wanted) {
      after.set(one.wire, kept.get(one.wire) ?? (await this.open(one)));
    }
    this.entries = after;
    this.tell();
    return this.states();
  }

  private async open(asked: CompatListener): Promise<Entry> {
    const { house, admission, host, log, findRoom } = this.parts;
    const entry: Entry = { asked, listener: null, state: { ...asked, state: failed('internal') } };
    const room = findRoom(asked.room);
    if (room === null) return { ...entry, state: { ...asked, state: failed('no-such-room') } };
    const { wire, port } = asked;
    const gateway = compatGateways[wire](room, (people) => {
      entry.state = { ...entry.state, state: { state: 'open', people } };
      this.tell();
    });
    try {
      const options = { host, port, portTries: 0, plain: 'lan', log } as const;
      entry.listener = await listen(options, house, admission, { gateway: guarded(gateway) });
      const real = entry.listener.port;
      entry.state = { wire, port: real, room, state: { state: 'open', people: 0 } };
      log(`${wire} listener: open on port ${real}`);
    } catch (why) {
      const code = failureOf(why);
      log(`${wire} listener: port ${port} cannot be opened (${code})`);
      entry.state = { ...asked, state: failed(code) };
    }
    return entry;
  }

  private async close({ listener, asked }: Entry): Promise<void> {
    if (!listener) return;
    listener.stopAccepting();
    listener.dismiss();
    await listener.closed(this.parts.house.context.tuning.closeLingerMs);
    this.parts.log(`${asked.wire} listener: closed`);
  }

  /** Once for all changes of a moment. */
  private tell(): void {
    if (this.telling) return;
    this.telling = true;
    setImmediate(() => {
      this.telling = false;
      const states = this.states();
      for (const listener of this.listeners) listener(states);
    });
  }
}

/** Whether an open listener is what is wanted now. */
function isSame({ asked, state }: Entry, wanted: CompatListener, room: RoomId | null): boolean {
  const samePort = wanted.port === asked.port || wanted.port === state.port;
  return samePort && room === state.room;
}

/** These wires cannot give a password: where one is asked for, they end without a word. */
function guarded(gateway: Gateway): Gateway {
  let told = false;
  return {
    ...gateway,
    accept(connection, context) {
      if (!context.hub.needsPassword()) return gateway.accept(connection, context);
      if (!told) context.log(`${gateway.name}: turned away, this wire cannot give a password`);
      told = true;
      connection.end();
      return NOBODY;
    },
  };
}

const NOBODY: Peer = { data() {}, ended() {}, closed() {}, stop() {} };

const failed = (code: Failure): CompatState['state'] => ({ state: 'failed', code });

function failureOf(why: unknown): Failure {
  const { code } = why as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'port-taken';
  return code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'internal';
}
