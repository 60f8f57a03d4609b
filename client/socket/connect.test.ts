import { once } from 'node:events';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXPORTER_BYTES, EXPORTER_LABEL, NO_EXPORTER } from '../../protocol/wire/auth';
import { fingerprintOfCertificate } from '../../protocol/wire/fingerprint';
import { type ConnectRequest, ConnectStopped, type Verdict } from './channel';
import { connectTcp } from './connect';

interface Pems {
  private: string;
  cert: string;
}
let pems: Pems;
beforeAll(async () => {
  pems = await generate([{ name: 'commonName', value: 'x' }], { keyType: 'ec' });
});

const fingerprintOf = ({ cert }: Pems): string =>
  fingerprintOfCertificate(Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64'));

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => {});
  });
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return (server.address() as { port: number }).port;
}
/** A TLS server and every byte that it was given. */
async function tlsServer(options: TlsOptions = {}) {
  const heard: Buffer[] = [];
  const exporters: Buffer[] = [];
  const server = createTlsServer({ key: pems.private, cert: pems.cert, ...options }, (socket) => {
    exporters.push(socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0)));
    socket.on('data', (chunk) => heard.push(chunk)).on('error', () => {});
    socket.write('hi');
  });
  server.on('tlsClientError', () => {});
  return { port: await listening(server), heard, exporters };
}

const trust = (): Verdict => ({ kind: 'trust' });
const at = (port: number, host = '127.0.0.1') => ({ host, port });
function request(ports: number[], more: Partial<ConnectRequest> = {}) {
  const steps: string[] = [];
  const opening = connectTcp({
    hosts: ports.map((port) => at(port)),
    security: 'tls',
    judge: trust,
    onStep: (step) => steps.push(step),
    signal: new AbortController().signal,
    ...more,
  });
  return { opening, steps };
}
const verdictOf = async (opening: Promise<unknown>): Promise<Verdict> => {
  const why = await opening.then(
    () => new Error('it connected'),
    (reason: unknown) => reason,
  );
  if (!(why instanceof ConnectStopped)) throw why;
  return why.verdict;
};

describe('connecting with TLS', () => {
  it('knows the server by its key, and binds to this connection', async () => {
    const { port, exporters } = await tlsServer();
    const { opening, steps } = request([port]);
    const channel = await opening;
    onTestFinished(() => channel.close());
    expect(channel).toMatchObject({ secure: true, fingerprint: fingerprintOf(pems) });
    const greeting = await new Promise<string>((resolve) =>
      channel.listen({ data: (chunk) => resolve(chunk.toString()), closed: resolve }),
    );
    expect(greeting).toBe('hi');
    expect(Buffer.from(channel.exporter)).toEqual(exporters[0]);
    expect(steps).toEqual(['finding', 'connecting', 'securing']);
  });

  it('gives a server that is not trusted no byte, and tells what was judged', async () => {
    const { port, heard } = await tlsServer();
    const seen: string[] = [];
    const verdict = await verdictOf(
      request([port], {
        judge(fingerprint) {
          seen.push(fingerprint);
          return { kind: 'fail', failure: { code: 'invite-mismatch' } };
        },
      }).opening,
    );
    expect(verdict).toEqual({ kind: 'fail', failure: { code: 'invite-mismatch' } });
    expect(seen).toEqual([fingerprintOf(pems)]);
    expect(heard).toEqual([]);
  });

  it('does not speak an older TLS', async () => {
    const { port } = await tlsServer({ maxVersion: 'TLSv1.2' });
    const verdict = await verdictOf(request([port], { security: 'tls-or-plain' }).opening);
    expect(verdict).toMatchObject({ kind: 'fail', failure: { code: 'tls-failed' } });
  });

  it('goes on to the next address when one is wrong or does not answer', async () => {
    const right = await tlsServer();
    const wrong = await tlsServer(
      await generate([{ name: 'commonName', value: 'y' }], { keyType: 'ec' }).then((other) => ({
        key: other.private,
        cert: other.cert,
      })),
    );
    const judge = (seen: string): Verdict =>
      seen === fingerprintOf(pems)
        ? { kind: 'trust' }
        : { kind: 'fail', failure: { code: 'invite-mismatch' } };
    const { opening } = request([1, wrong.port, right.port], { judge });
    const channel = await opening;
    onTestFinished(() => channel.close());
    expect(channel.address).toEqual(at(right.port));
    expect(wrong.heard).toEqual([]);
  });

  it('tells what it met when none is right', async () => {
    const wrong = await tlsServer();
    const judge = (): Verdict => ({ kind: 'fail', failure: { code: 'invite-mismatch' } });
    const verdict = await verdictOf(request([1, wrong.port, 1], { judge }).opening);
    expect(verdict).toMatchObject({ failure: { code: 'invite-mismatch' } });
    expect(await verdictOf(request([1]).opening)).toMatchObject({
      failure: { code: 'refused', detail: 'ECONNREFUSED' },
    });
    const nowhere = request([], { hosts: [at(1, 'no-such-host.invalid')] });
    expect(await verdictOf(nowhere.opening)).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('looks where others say that it is, and speaks of nothing else that is there', async () => {
    const right = await tlsServer();
    const wrong = await tlsServer(
      await generate([{ name: 'commonName', value: 'y' }], { keyType: 'ec' }).then((other) => ({
        key: other.private,
        cert: other.cert,
      })),
    );
    const judge = (seen: string): Verdict =>
      seen === fingerprintOf(pems)
        ? { kind: 'trust' }
        : { kind: 'fail', failure: { code: 'invite-mismatch' } };
    const hearsay = [at(wrong.port), at(right.port)];
    const channel = await request([1], { judge, hearsay }).opening;
    onTestFinished(() => channel.close());
    expect(channel.address).toEqual(at(right.port));
    expect(wrong.heard).toEqual([]);
    const plain = await listening(createTcpServer((socket) => void socket.end('220 hello\r\n')));
    const misled = request([1], {
      judge,
      security: 'tls-or-plain',
      hearsay: [at(wrong.port), at(plain)],
    });
    expect(await verdictOf(misled.opening)).toMatchObject({ failure: { code: 'refused' } });
  });

  it('stops when it is cancelled, also while the other side says nothing', async () => {
    const silent = createTcpServer(() => {});
    const port = await listening(silent);
    const abort = new AbortController();
    const { opening } = request([port], {
      signal: abort.signal,
      onStep: (step) => step === 'securing' && setImmediate(() => abort.abort()),
    });
    expect(await verdictOf(opening)).toEqual({ kind: 'fail', failure: { code: 'cancelled' } });
    expect(await verdictOf(request([port], { signal: AbortSignal.abort() }).opening)).toEqual({
      kind: 'fail',
      failure: { code: 'cancelled' },
    });
  });
});

describe('without TLS', () => {
  it.each([
    ['answers with words', (socket: Socket) => void socket.end('220 hello\r\n')],
    ['hangs up', (socket: Socket) => void socket.resetAndDestroy()],
  ])(
    'a server that %s is offered a plain connection, only where that may be',
    async (_how, answer) => {
      let count = 0;
      const server = createTcpServer((socket) => {
        count += 1;
        if (count % 2 === 1) socket.once('data', () => answer(socket));
      });
      const port = await listening(server);
      const channel = await request([port], { security: 'tls-or-plain' }).opening;
      onTestFinished(() => channel.close());
      expect(channel).toMatchObject({ secure: false, fingerprint: null, exporter: NO_EXPORTER });
      expect(await verdictOf(request([port]).opening)).toMatchObject({
        failure: { code: 'tls-failed' },
      });
    },
  );

  it('is plain at once where that was asked for', async () => {
    const port = await listening(createTcpServer((socket) => void socket.write('x')));
    const { opening, steps } = request([port], { security: 'plain' });
    const channel = await opening;
    onTestFinished(() => channel.close());
    expect(channel.secure).toBe(false);
    expect(steps).toEqual(['finding', 'connecting']);
  });
});
