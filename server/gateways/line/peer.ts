/** One client of the line chat. */
import { LINE_WRITE_MAX_BYTES } from '../../../protocol/limits';
import type { RoomBatch } from '../../session/session';
import type { Crowd } from '../crowd';
import type { Connection, GatewayContext } from '../gateway';
import { PacedWriter } from '../paced-writer';
import { PlainPeer } from '../plain-peer';
import { lineText, ProgramLines } from '../program-lines';
import { batchUnits, type Manner, talkUnits } from '../talk';
import { readLine } from './read-line';

export const MANNER: Manner = {
  wire: 'line',
  head: (name) => `${name}> `,
  end: '\n',
  maxBytes: LINE_WRITE_MAX_BYTES,
};

export class LinePeer extends PlainPeer<string, LinePeer> {
  protected readonly self = this;
  private readonly lines = new ProgramLines();
  private readonly writer: PacedWriter;

  constructor(connection: Connection, context: GatewayContext, crowd: Crowd<LinePeer>) {
    super(connection, context, crowd, 'line');
    this.writer = new PacedWriter(connection, { bytes: LINE_WRITE_MAX_BYTES, apart: false });
  }

  /** They are there from the first moment on, whether they speak or not. */
  begin(): this {
    this.enter();
    return this;
  }

  protected heard(chunk: Buffer): void {
    this.take(this.lines.push(chunk));
  }

  protected heardAll(): void {
    this.take(this.lines.rest());
  }

  private take(bytes: readonly Buffer[]): void {
    const lines = bytes.map((line) => lineText(this.charset, line));
    if (lines[0] !== undefined) this.introduced ||= readLine(lines[0]).name ?? '';
    this.intake.add(lines);
  }

  protected forget(): void {
    this.lines.forget();
  }

  protected async carryOut(line: string): Promise<void> {
    const { name, text } = readLine(line);
    if (name !== null && !(await this.rename(name))) return;
    if (text.trim() !== '') await this.say(text);
    else if (name !== null) await this.sayNothing(text);
  }

  /** An empty line is one among those who know this wire, and no message to anybody else. */
  private async sayNothing(text: string): Promise<void> {
    if (!(await this.ownTurn())) return;
    for (const peer of this.crowd.all()) {
      const name = peer === this ? this.wanted : this.name;
      if (!peer.writeUnits(talkUnits(MANNER, peer.charset, name, text))) peer.drop();
    }
  }

  /** To the sender the very line that was sent, under the name that it was sent with. */
  protected show(batches: readonly RoomBatch[]): boolean {
    const { charset, nameForThem: nameOf } = this;
    return this.writeUnits(
      batches.flatMap((batch) => batchUnits(batch, { manner: MANNER, charset, nameOf })),
    );
  }

  private writeUnits(units: readonly Buffer[]): boolean {
    return this.over || this.writer.write(units);
  }

  protected override flushAll(): void {
    this.writer.rest();
  }

  protected override finish(): void {
    super.finish();
    this.writer.stop();
  }
}
