/**
 * Who a native client is: hello, challenge, proof (docs/PROTOCOL.md "Handshake"). Decides; the
 * peer sends. A challenge holds for one connection, so a signature is worth nothing on another.
 */
import { randomBytes } from 'node:crypto';
import {
  type ClientFrame,
  FEATURES,
  PROTOCOL_VERSION,
  type ServerFrame,
} from '../../../protocol/envelopes';
import { type ChatError, type ErrorCode, Refusal } from '../../../protocol/errors';
import {
  EXPORTER_BYTES,
  EXPORTER_LABEL,
  NO_EXPORTER,
  userIdOf,
  verifyAuth,
} from '../../../protocol/wire/auth';
import type { EnterRequest } from '../../hub/api';
import type { Connection, GatewayContext } from '../gateway';

type Hello = Extract<ClientFrame, { t: 'hello' }>;
type Auth = Extract<ClientFrame, { t: 'auth' }>;
type Refused = Extract<ServerFrame, { t: 'refused' }>;
type Challenge = Extract<ServerFrame, { t: 'challenge' }>;

const NONCE_BYTES = 32;
/** After these the client may try again on the same connection, with something else. */
const MAY_TRY_AGAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'name-taken',
  'name-reserved',
  'bad-name',
  'password-required',
  'password-wrong',
  'key-required',
  'slow-down',
  'storage-failed',
]);

export const refused = (error: ChatError): Refused => ({
  t: 'refused',
  error,
  final: !MAY_TRY_AGAIN.has(error.code),
});

export class Handshake {
  private readonly nonce = randomBytes(NONCE_BYTES).toString('base64url');
  private features: readonly string[] | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly context: Pick<GatewayContext, 'hub' | 'server' | 'fingerprint' | 'succession'>,
  ) {}

  /** Whether the hello was taken. */
  get greeted(): boolean {
    return this.features !== null;
  }

  hello({ v, min, features }: Hello): Challenge | Refused {
    if (v < PROTOCOL_VERSION || min > PROTOCOL_VERSION) {
      return refused({ code: 'bad-version', expected: PROTOCOL_VERSION });
    }
    const common = FEATURES.filter((feature) => features.includes(feature));
    this.features = common;
    const { fingerprint, hub, succession } = this.context;
    // what the host has to say is for those who are in
    const { name, version } = this.context.server;
    return {
      t: 'challenge',
      v: PROTOCOL_VERSION,
      features: common,
      server: { name, version },
      fingerprint,
      ...(succession.length > 0 && { succession: [...succession] }),
      nonce: this.nonce,
      password: hub.needsPassword(),
    };
  }

  /** What to ask of the hub. Throws a `Refusal`. */
  auth(frame: Auth, wait: EnterRequest['wait'] & object): EnterRequest {
    const { key, name, password, invite, outbox } = frame;
    const { connection } = this;
    const { address, encrypted } = connection;
    const user = key === undefined ? this.guest() : this.proved(key, frame.sig);
    return {
      user,
      key: key ?? null,
      name,
      takeVariant: false,
      wire: 'app',
      verified: user !== null && encrypted,
      features: this.features ?? [],
      address,
      outbox: outbox ?? null,
      ...(password !== undefined && { password }),
      ...(invite !== undefined && { invite }),
      // whoever does not know what waiting is, is refused instead
      ...(this.features?.includes('order') && { wait }),
      // not by way of this handshake, which is over then
      traffic: () => connection.traffic(),
    };
  }

  /** Whoever proves nothing has the rights of a plain wire, and is welcome where those are. */
  private guest(): null {
    if (!this.connection.plainAllowed) throw new Refusal('key-required');
    return null;
  }

  private proved(key: string, signature: string | undefined): string {
    const exporter =
      this.connection.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL) ?? NO_EXPORTER;
    const facts = { fingerprint: this.context.fingerprint, nonce: this.nonce, exporter, key };
    if (signature === undefined || !verifyAuth(facts, signature)) {
      throw new Refusal('bad-signature');
    }
    return userIdOf(key);
  }
}
