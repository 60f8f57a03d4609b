/** One client of the relay. */
import { DETECT_SILENCE_MS, RELAY_WRITE_MAX_BYTES } from '../../../protocol/limits';
import type { RoomBatch } from '../../session/session';
import type { Crowd } from '../crowd';
import type { Connection, GatewayContext } from '../gateway';
import { PacedWriter } from '../paced-writer';
import { PlainPeer } from '../plain-peer';
import { batchUnits, type Manner } from '../talk';
import { Chunks } from './chunks';

const MANNER: Manner = {
  wire: 'relay',
  head: (name) => `${name}>> `,
  end: '',
  maxBytes: RELAY_WRITE_MAX_BYTES,
};

export class RelayPeer extends PlainPeer<string, RelayPeer> {
  protected readonly self = this;
  /** `Client1` and so on: what those on this wire are called on it. */
  readonly label: string;
  private readonly chunks = new Chunks();
  private readonly writer: PacedWriter;
  private silence: NodeJS.Timeout | null = null;

  constructor(connection: Connection, context: GatewayContext, crowd: Crowd<RelayPeer>) {
    super(connection, context, crowd, 'relay');
    this.label = `Client${crowd.nextNumber()}`;
    this.writer = new PacedWriter(connection, { bytes: RELAY_WRITE_MAX_BYTES, apart: true });
  }

  /** They are there from the first moment on, whether they speak or not. */
  begin(): this {
    this.introduced = this.label;
    this.enter();
    return this;
  }

  protected heard(chunk: Buffer): void {
    this.stopWaiting();
    const message = this.chunks.push(chunk);
    if (message) this.take(message);
    else this.silence = setTimeout(() => this.heardAll(), DETECT_SILENCE_MS);
  }

  protected heardAll(): void {
    this.stopWaiting();
    if (this.chunks.partial) this.take(this.chunks.rest());
  }

  private take(message: Buffer): void {
    const text = withoutBlankEnds(this.charset.decode(message));
    if (text !== '') this.intake.add([text]);
  }

  protected forget(): void {
    this.stopWaiting();
    this.chunks.rest();
  }

  protected carryOut(text: string): Promise<void> {
    return this.say(text);
  }

  /** Nothing of one's own; others on this wire by their number, also when the hub had to vary it. */
  protected show(batches: readonly RoomBatch[]): boolean {
    const own = this.session?.user;
    const units = batches.flatMap((batch) =>
      batchUnits(batch, {
        manner: MANNER,
        charset: this.charset,
        nameOf: ({ by, name }) => (by === own ? null : (this.crowd.of(by)?.label ?? name)),
      }),
    );
    return this.writer.write(units);
  }

  protected override flushAll(): void {
    this.writer.rest();
  }

  protected override finish(): void {
    super.finish();
    this.stopWaiting();
    this.writer.stop();
  }

  private stopWaiting(): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = null;
  }
}

/** Who types by hand sends line ends: without the blank lines before and after the text. */
function withoutBlankEnds(text: string): string {
  const lines = text.split('\n');
  const says = (line: string) => line.trim() !== '';
  return lines.slice(lines.findIndex(says), lines.findLastIndex(says) + 1).join('\n');
}
