/** One transfer connection: Node's HTTP server reads it, tickets open it, silence ends it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ByeReason } from '../../../protocol/envelopes';
import { Refusal } from '../../../protocol/errors';
import type { FileHouse } from '../../files/house';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { answer, refuse, send } from './answers';
import { Pace } from './pace';
import { type Asked, readContentRange, readRequest } from './requests';
import { ConnectionStream } from './socket-stream';

const HEADERS_MAX_BYTES = 8 * 1024;

export class TransferPeer implements Peer {
  private readonly stream: ConnectionStream;
  private readonly server: Server;
  private readonly leave: () => void;
  private readonly pace: Pace;
  /** All of an upload has come: what takes its time now is the check of its bytes. */
  private checking = false;
  private end: (() => void) | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly context: GatewayContext,
    private readonly house: FileHouse,
    /** What somebody is told who took this for a web server. */
    private readonly page: string,
  ) {
    this.stream = new ConnectionStream(connection);
    this.stream.on('error', () => {}); // a broken connection ends alone
    this.server = createServer({ maxHeaderSize: HEADERS_MAX_BYTES }, (request, response) => {
      void this.serve(request, response);
    });
    this.server.emit('connection', this.stream);
    this.pace = new Pace(context.tuning, performance.now());
    this.leave = context.heartbeat.add({ beat: (now) => this.beat(now) });
  }

  data(chunk: Buffer): void {
    this.stream.receive(chunk);
  }

  ended(): void {
    this.stream.ended();
  }

  drained(): void {
    this.stream.drained();
  }

  closed(): void {
    this.leave();
    this.end?.();
    this.stream.destroy();
  }

  stop(_reason: ByeReason): void {
    this.connection.destroy();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on('error', () => {});
    response.on('error', () => {});
    try {
      const asked = readRequest(request);
      if (asked) await this.transfer(asked, request, response);
      else this.showPage(response);
    } catch (why) {
      if (!this.connection.closed) refuse(response, why, this.context.log);
    }
  }

  private async transfer(
    asked: Asked,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { encrypted } = this.connection;
    const pass = this.house.admit(asked.ticket, asked.file, asked.way, encrypted);
    this.end = pass.end;
    this.connection.admitted();
    try {
      if (pass.way === 'down') {
        const { range } = request.headers;
        const { shelf } = this.house;
        await send(response, { ref: pass.ref, shelf, head: asked.head, ...(range && { range }) });
        return;
      }
      const { upload } = pass;
      request.once('end', () => {
        this.checking = true;
      });
      const from = readContentRange(request.headers['content-range'], upload.note.size);
      await this.house.receive(upload, from, request);
      answer(response, 200, { offset: upload.received, complete: upload.ref !== null });
    } catch (why) {
      // A sender that was cut off hears nothing; what came of it is there when it comes back.
      if (request.destroyed && !(why instanceof Refusal)) return;
      throw why;
    } finally {
      this.checking = false;
      pass.end();
    }
  }

  private showPage(response: ServerResponse): void {
    const body = Buffer.from(this.page);
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length };
    response.writeHead(400, { ...headers, Connection: 'close' }).end(body);
  }

  /** Node's own timers need a socket of its own. */
  private beat(now: number): void {
    if (this.checking) this.pace.pause(now);
    else if (this.pace.isOver(now, this.stream.moved)) this.connection.destroy();
  }
}
