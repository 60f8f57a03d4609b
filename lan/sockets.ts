/**
 * Ear and voices on every network of this computer, opened anew when the networks change.
 *
 * Promises: nothing here throws or rejects, however broken the network is; what does not work is
 * told to `options.log` once and tried again with the next look.
 */
import { createSocket } from 'node:dgram';
import { LAN_SLEPT_MS, LAN_TTL } from '../protocol/limits';
import { type Ear, openEar } from './ear';
import type { Network } from './interfaces';
import { type FilledOptions, once } from './options';
import { CLOSED, codeOf, type Hear, openVoice, type Voice } from './voice';

export interface LanSockets {
  /**
   * Looks at the interfaces; true when they were found changed, a socket had died or a sleep is
   * over, and everything was opened anew. To be called now and then.
   */
  look(): boolean;
  /** To everybody: to the group and to the broadcast address, on each network. */
  say(bytes: Uint8Array): Promise<void>;
  /** To one, from the voice of the given network. */
  tell(bytes: Uint8Array, network: Network, to: { address: string; port: number }): Promise<void>;
  readonly networks: readonly Network[];
  /** Resolves to null when everybody can be heard, or to the code of the error. */
  readonly listening: Promise<string | null>;
  close(): Promise<void>;
}

export interface SocketOptions {
  /** Hops of multicast. */
  ttl?: number;
  /** Where `say` sends to; with nothing in it there is no voice at all. */
  by?: readonly ('multicast' | 'broadcast')[];
  /** False: only what is answered directly is heard. */
  ear?: boolean;
  /** What tests replace. */
  make?: typeof createSocket;
}

export function openSockets(
  options: FilledOptions,
  hear: Hear,
  {
    ttl = LAN_TTL,
    by = ['multicast', 'broadcast'],
    ear: wantsEar = true,
    make = createSocket,
  }: SocketOptions = {},
): LanSockets {
  const complain = once((line) => options.log(`lan: ${line}`));
  let networks: readonly Network[] = [];
  let voices: Voice[] = [];
  let ear: Ear | undefined;
  let broken = false;
  let lastLook = options.now();
  let closed = false;

  function open(found: readonly Network[]): void {
    void closeAll();
    networks = found;
    broken = false;
    // Windows ends a socket's reading when nobody is there any more for what it sent before.
    const died = () => {
      if (networks === found) broken = true;
    };
    if (by.length > 0) {
      voices = found.map((one) => openVoice(make({ type: 'udp4' }), one, { ttl, hear, died }));
    }
    if (!wantsEar) return;
    const { port, group } = options;
    const socket = make({ type: 'udp4', reuseAddr: true });
    const opened = openEar(socket, found, { port, group, hear, complain, died });
    ear = opened;
    void opened.ready.then((code) => {
      if (code === null || ear !== opened) return;
      complain(`cannot listen on UDP port ${port} (${code})`);
      broken = true;
    });
  }

  /** Null when the system does not tell. */
  function interfaces(): readonly Network[] | null {
    try {
      return options.interfaces();
    } catch (error) {
      complain(`cannot look at the interfaces (${codeOf(error)})`);
      return null;
    }
  }

  async function closeAll(): Promise<void> {
    const old = [ear, ...voices];
    ear = undefined;
    voices = [];
    await Promise.all(old.map((socket) => socket?.close()));
  }

  async function send(voice: Voice, bytes: Uint8Array, host: string, port: number): Promise<void> {
    const code = await voice.send(bytes, host, port);
    if (code !== null && code !== CLOSED) {
      complain(`${voice.network.name}: cannot send to ${host} (${code})`);
    }
  }

  const targets = ({ broadcast }: Network): string[] => [
    ...(by.includes('multicast') ? [options.group] : []),
    ...(by.includes('broadcast') && broadcast !== null ? [broadcast] : []),
  ];

  const sockets: LanSockets = {
    get networks() {
      return networks;
    },
    get listening() {
      return ear?.ready ?? Promise.resolve(null);
    },
    look() {
      if (closed) return false;
      const found = interfaces() ?? networks;
      const now = options.now();
      const slept = now - lastLook > LAN_SLEPT_MS;
      lastLook = now;
      if (!slept && !broken && same(found, networks)) return false;
      open(found);
      return true;
    },
    async say(bytes) {
      await Promise.all(
        voices.flatMap((voice) =>
          targets(voice.network).map((host) => send(voice, bytes, host, options.port)),
        ),
      );
    },
    async tell(bytes, network, to) {
      const voice = voices.find((one) => one.network.address === network.address);
      if (voice) await send(voice, bytes, to.address, to.port);
    },
    async close() {
      closed = true;
      await closeAll();
    },
  };
  sockets.look();
  return sockets;
}

const same = (a: readonly Network[], b: readonly Network[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
