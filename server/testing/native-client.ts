/** The native handshake on a raw client, step by step, so that a test can do each step wrongly. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { ClientFrameInput, ServerFrame } from '../../protocol/envelopes';
import { RawClient, type RawOptions } from './raw-client';

type Challenge = Extract<ServerFrame, { t: 'challenge' }>;
type Welcome = Extract<ServerFrame, { t: 'welcome' }>;
type Auth = Extract<ClientFrameInput, { t: 'auth' }>;
type Reply = Extract<ServerFrame, { t: 'reply' }>;
type Command = Extract<ClientFrameInput, { t: 'cmd' }>['cmd'];

export interface TestKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  readonly user: string;
}

export function newKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const id = createHash('sha256').update(raw).digest().subarray(0, 16).toString('base64url');
  return { publicKey: raw.toString('base64url'), privateKey, user: `k${id}` };
}

export const HELLO: Extract<ClientFrameInput, { t: 'hello' }> = {
  t: 'hello',
  v: 1,
  min: 1,
  app: 'test',
  features: ['roster', 'typing'],
};

export interface Proof {
  challenge: Challenge;
  key: TestKey;
  /** Of the connection that is signed for. */
  exporter: Buffer;
}

/** What is signed, written out from docs/PROTOCOL.md and not taken from the code under test. */
export function signatureOf({ challenge, key, exporter }: Proof): string {
  const transcript = Buffer.concat([
    Buffer.from('sarangbang-auth-v1\0'),
    Buffer.from(challenge.fingerprint ?? '', 'base64url'),
    Buffer.from(challenge.nonce, 'base64url'),
    exporter,
    Buffer.from(key.publicKey, 'base64url'),
  ]);
  return sign(null, transcript, key.privateKey).toString('base64url');
}

export const exporterOf = (client: RawClient, tls: boolean): Buffer =>
  tls
    ? client.tls.exportKeyingMaterial(32, 'EXPORTER-sarangbang-auth-v1', Buffer.alloc(0))
    : Buffer.alloc(32);

export interface JoinOptions extends RawOptions {
  name: string;
  /** Null: a guest without a key. */
  key?: TestKey | null;
  more?: Partial<Auth>;
  /** What is said instead of HELLO. */
  hello?: typeof HELLO;
}

/** Connected and greeted, with the challenge in hand. */
export async function greet(
  options: RawOptions & Pick<JoinOptions, 'hello'>,
): Promise<{ client: RawClient; challenge: Challenge }> {
  const client = await RawClient.open(options);
  client.send(options.hello ?? HELLO);
  return { client, challenge: await client.take('challenge') };
}

export function authFrame(client: RawClient, challenge: Challenge, options: JoinOptions): Auth {
  const { name, key = newKey(), tls = false, more } = options;
  const exporter = exporterOf(client, tls);
  const proof = key && { key: key.publicKey, sig: signatureOf({ challenge, key, exporter }) };
  return { t: 'auth', name, ...proof, ...more };
}

export class NativeClient {
  private commands = 0;

  constructor(
    readonly raw: RawClient,
    readonly welcome: Welcome,
  ) {}

  get user(): string {
    return this.welcome.me.id;
  }

  async run(cmd: Command, n?: number): Promise<Reply> {
    this.commands += 1;
    const id = `c${this.commands}`;
    this.raw.send({ t: 'cmd', id, cmd, ...(n !== undefined && { n }) });
    return this.raw.take('reply', (reply) => reply.id === id);
  }

  post(text: string, n?: number): Promise<Reply> {
    return this.run({ verb: 'post', room: 'lobby', text }, n);
  }

  /** Texts of the messages that were pushed so far, in order of arrival. */
  get texts(): string[] {
    return this.raw.frames.flatMap((frame) =>
      frame.t === 'ev' && frame.e.kind === 'posted' ? [frame.e.text] : [],
    );
  }

  close(): void {
    this.raw.close();
  }
}

/** In the lobby and ready. */
export async function join(options: JoinOptions): Promise<NativeClient> {
  const { client, challenge } = await greet(options);
  client.send(authFrame(client, challenge, options));
  const welcome = await client.take('welcome');
  await client.take('ready');
  return new NativeClient(client, welcome);
}
