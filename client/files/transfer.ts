/**
 * Transfer connections: HTTP/1.1 to the port of the chat, inside TLS with the very key that the
 * chat connection showed. Without it there is no byte of ours, and no ticket, on the wire.
 */
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { type ChatError, Refusal } from '../../protocol/errors';
import { type TransferAnswer, transferAnswer } from '../../protocol/files';
import { TRANSFER_IDLE_MS } from '../../protocol/limits';
import type { FileId } from '../../protocol/message';
import type { HostPort } from '../../protocol/views';
import { dial } from '../socket/dial';
import { secureSocket } from '../socket/secure';

/** Where the chat connection found the server, and by which key; null: it is not encrypted. */
export interface Route {
  readonly address: HostPort;
  readonly fingerprint: string | null;
}

/** Answers are small. */
const ANSWER_MAX_BYTES = 64 * 1024;

export interface Ask {
  readonly method: 'GET' | 'PUT';
  readonly file: FileId;
  readonly ticket: string;
  readonly headers?: Record<string, string | number>;
}

/**
 * A request whose head is ready to go, on a connection of its own. Rejects with `ConnectStopped`,
 * `TlsFailed`, or an error when the key is another one.
 */
export async function open(route: Route, ask: Ask, signal: AbortSignal): Promise<ClientRequest> {
  const socket = await connect(route, signal);
  const { method, file, ticket, headers } = ask;
  const sent = request({
    method,
    path: `/files/${file}`,
    headers: { ...headers, Host: 'sarangbang', Authorization: `Bearer ${ticket}` },
    createConnection: () => socket,
    signal,
  });
  sent.setTimeout(TRANSFER_IDLE_MS, () => sent.destroy(new Error('the transfer stood still')));
  return sent;
}

async function connect({ address, fingerprint }: Route, signal: AbortSignal): Promise<Socket> {
  const { socket } = await dial([address], { signal, onFound: () => {} });
  if (fingerprint === null) return socket;
  const secured = await secureSocket(socket, signal);
  if (secured.fingerprint === fingerprint) return secured.socket;
  secured.socket.destroy();
  throw new Error('another server answers at the address of this one');
}

/** The head of the answer. Rejects when the connection ends before it. */
export const answered = (sent: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.once('close', () => reject(new Error('the connection ended without an answer')));
  });

/** What an answer in JSON says; anything else than our own words is a broken connection. */
export async function readAnswer(response: IncomingMessage): Promise<TransferAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ANSWER_MAX_BYTES) throw new Error('an answer is too long');
    chunks.push(chunk);
  }
  return transferAnswer.parse(JSON.parse(Buffer.concat(chunks).toString()));
}

/** Why an answer is none of the file. */
export async function refusalIn(response: IncomingMessage): Promise<Error> {
  const answer = await readAnswer(response).catch(() => null);
  return answer && 'error' in answer
    ? new Refusal(answer.error.code, withoutCode(answer.error))
    : new Error(`answered with ${response.statusCode}`);
}

const withoutCode = ({ code: _, ...more }: ChatError) => more;
