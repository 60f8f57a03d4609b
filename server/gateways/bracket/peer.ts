/**
 * One client of the bracket port: undecided until its first bytes, or until it has been silent for
 * a moment, because an echo client speaks at once and is nobody in the room.
 */
import { DETECT_SILENCE_MS, LINE_WRITE_MAX_BYTES } from '../../../protocol/limits';
import type { RoomBatch } from '../../session/session';
import type { Crowd } from '../crowd';
import type { Connection, GatewayContext } from '../gateway';
import { PlainPeer } from '../plain-peer';
import { lineText, ProgramLines } from '../program-lines';
import { batchUnits, type Manner } from '../talk';
import { Echo } from './echo';
import { kindOf } from './first-bytes';
import { isQuit, readLine, rejoin } from './read-line';

const MANNER: Manner = {
  wire: 'bracket',
  head: (name) => `[${name}] `,
  end: '\n',
  maxBytes: LINE_WRITE_MAX_BYTES,
};

const NOTHING: Buffer = Buffer.alloc(0);

export class BracketPeer extends PlainPeer<string, BracketPeer> {
  protected readonly self = this;
  private readonly lines = new ProgramLines();
  /** Null once it is decided. */
  private first: Buffer | null = NOTHING;
  private silence: NodeJS.Timeout | null = null;
  private inside = false;
  private echo: Echo | null = null;

  constructor(connection: Connection, context: GatewayContext, crowd: Crowd<BracketPeer>) {
    super(connection, context, crowd, 'bracket');
  }

  begin(): this {
    this.waitForSilence();
    return this;
  }

  override data(chunk: Buffer): void {
    if (this.echo) this.echo.data(chunk);
    else if (this.first && !this.over) this.decide(Buffer.concat([this.first, chunk]));
    else super.data(chunk);
  }

  override ended(): void {
    if (this.first && this.first.length > 0) this.beEcho(this.first);
    if (this.echo) this.echo.ended();
    else super.ended();
  }

  drained(): void {
    this.echo?.drained();
  }

  // ---- what it is ----

  private decide(bytes: Buffer): void {
    this.stopWaiting();
    switch (kindOf(bytes)) {
      case 'undecided':
        this.first = bytes;
        this.waitForSilence();
        break;
      case 'quit':
        this.end();
        break;
      case 'echo':
        this.beEcho(bytes);
        break;
      case 'chat':
        this.first = null;
        // what they say waits until they are in
        this.comeIn();
        super.data(bytes);
        break;
    }
  }

  private waitForSilence(): void {
    this.silence = setTimeout(() => {
      if (this.first && this.first.length > 0) this.beEcho(this.first);
      else this.comeIn();
    }, DETECT_SILENCE_MS);
  }

  private comeIn(): void {
    if (!this.inside) this.enter();
    this.inside = true;
  }

  /** From now on it is nobody in the room. */
  private beEcho(bytes: Buffer): void {
    this.first = null;
    this.withdraw();
    this.connection.admitted();
    this.echo = new Echo(this.connection);
    this.echo.data(bytes);
  }

  // ---- talk ----

  protected heard(chunk: Buffer): void {
    this.take(this.lines.push(chunk));
  }

  protected heardAll(): void {
    this.take(this.lines.rest());
  }

  private take(bytes: readonly Buffer[]): void {
    const lines = bytes.map((line) => lineText(this.charset, rejoin(line)));
    if (lines[0] !== undefined) this.introduced ||= readLine(lines[0]).name ?? '';
    this.intake.add(lines);
  }

  protected forget(): void {
    this.lines.forget();
  }

  protected async carryOut(line: string): Promise<void> {
    if (isQuit(line)) return this.end();
    const { name, text } = readLine(line);
    if (name !== null && !(await this.rename(name))) return;
    if (text.trim() !== '') await this.say(text);
  }

  /** To the sender too, under the name that it was sent with. */
  protected show(batches: readonly RoomBatch[]): boolean {
    if (this.echo) return true;
    const { charset } = this;
    const nameOf = this.nameForThem;
    const units = batches.flatMap((batch) =>
      batchUnits(batch, { manner: MANNER, charset, nameOf }),
    );
    return units.length === 0 || this.connection.write(Buffer.concat(units));
  }

  protected override finish(): void {
    super.finish();
    this.stopWaiting();
  }

  private stopWaiting(): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = null;
  }
}
