/** Files from outside: the verbs on a chat connection, the bytes over HTTP as any program would. */
import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { FileRef } from '../../protocol/message';
import type { NativeClient } from './native-client';

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url');

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of an answer in JSON. */
  readonly said: { offset?: number; complete?: boolean; error?: { code: string } };
}

export interface Ask {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly ticket?: string;
  readonly headers?: Record<string, string | number>;
  readonly body?: Uint8Array;
  readonly tls?: boolean;
}

/** One request on a connection of its own. */
export function ask({ port, method, path, ticket, headers, body, tls }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ host: '127.0.0.1', port, method, path },
      headers: { ...(ticket && { authorization: `Bearer ${ticket}` }), ...headers },
      createConnection: () =>
        tls
          ? connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
          : connect(port, '127.0.0.1'),
    });
    sent.once('error', reject);
    sent.once('response', async (response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of response) chunks.push(chunk);
      } catch (why) {
        reject(why);
        return;
      }
      const whole = Buffer.concat(chunks);
      const json = response.headers['content-type'] === 'application/json';
      const said = json ? JSON.parse(whole.toString()) : {};
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, said });
    });
    sent.end(body);
  });
}

interface Upload {
  readonly name?: string;
  readonly room?: string;
  readonly bytes: Uint8Array;
}

/** What the server said to the verb. */
export async function begin(
  client: NativeClient,
  { name = 'a.txt', room = 'lobby', bytes }: Upload,
) {
  const asked = { room, name, size: bytes.length, hash: hashOf(bytes) };
  const reply = await client.run({ verb: 'upload', ...asked });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.result as { file: string; ticket: string; offset: number };
}

export const put = (
  port: number,
  { file, ticket }: { file: string; ticket: string },
  bytes: Uint8Array,
  more: Partial<Ask> = {},
): Promise<Answer> =>
  ask({ port, method: 'PUT', path: `/files/${file}`, ticket, body: bytes, ...more });

/** Uploads and posts; the file as the message has it. */
export async function share(
  client: NativeClient,
  port: number,
  upload: Upload,
  more: Partial<Ask> = {},
): Promise<FileRef & { seq: number }> {
  const { room = 'lobby' } = upload;
  const begun = await begin(client, upload);
  const answer = await put(port, begun, upload.bytes, more);
  if (answer.said.complete !== true) throw new Error(JSON.stringify(answer.said));
  const reply = await client.run({ verb: 'post', room, text: '', files: [begun.file] });
  if (!reply.ok) throw new Error(reply.error.code);
  const { seq } = reply.result as { seq: number };
  const event = await client.raw.take('ev', ({ e }) => e.room === room && e.seq === seq);
  const ref = event.e.kind === 'posted' ? event.e.files?.[0] : undefined;
  if (!ref) throw new Error('no file in the message');
  return { ...ref, seq };
}
