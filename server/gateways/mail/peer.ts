/** One client of the mail wire: its first line is its name, every other one is for somebody. */

import type { ChatEvent } from '../../../protocol/events';
import { LINE_WRITE_MAX_BYTES } from '../../../protocol/limits';
import { checkName, skeleton } from '../../../protocol/names';
import type { RoomBatch } from '../../session/session';
import type { Crowd } from '../crowd';
import type { Connection, GatewayContext } from '../gateway';
import { programName } from '../line-name';
import { PlainPeer } from '../plain-peer';
import { plainText } from '../plain-text';
import { lineText, ProgramLines } from '../program-lines';
import { type Manner, talkUnits } from '../talk';
import { type Letter, readLine } from './read-line';
import { Rooms } from './rooms';

const MANNER: Manner = {
  wire: 'mail',
  head: (name) => `from ${name}: `,
  end: '\n',
  maxBytes: LINE_WRITE_MAX_BYTES,
};

export class MailPeer extends PlainPeer<Letter, MailPeer> {
  protected readonly self = this;
  private readonly lines = new ProgramLines();
  private readonly rooms = new Rooms();
  private named = false;
  /** Somebody else has the name: they may write, and are written to by nobody. */
  private muted = false;

  constructor(connection: Connection, context: GatewayContext, crowd: Crowd<MailPeer>) {
    super(connection, context, crowd, 'mail');
  }

  protected heard(chunk: Buffer): void {
    this.take(this.lines.push(chunk));
  }

  protected heardAll(): void {
    this.take(this.lines.rest());
  }

  protected forget(): void {
    this.lines.forget();
  }

  private take(bytes: readonly Buffer[]): void {
    const lines = bytes.map((line) => lineText(this.charset, line));
    if (!this.named && lines.length > 0) {
      this.named = true;
      this.introduced = lines.shift() as string;
      this.enter();
    }
    for (const line of lines) {
      this.intake.add(readLine(line));
    }
  }

  protected override entered(): void {
    const asked = checkName(this.introduced);
    this.muted = asked.ok && asked.name !== this.name;
  }

  /** Whoever is not known, or not there any more, is passed over. */
  protected async carryOut({ to, text }: Letter): Promise<void> {
    if (skeleton(to) === skeleton(this.name)) return this.toThemselves(text);
    const opened = await this.patiently({ verb: 'direct', user: to });
    if (!opened?.ok) return;
    const { id } = opened.result.room;
    this.keep(id);
    await this.say(text, id);
  }

  private async toThemselves(text: string): Promise<void> {
    if (!(await this.ownTurn()) || this.muted) return;
    if (!this.write(talkUnits(MANNER, this.charset, this.name, text))) this.drop();
  }

  /** Only what is for them: nothing of what is said in the room. */
  protected show(batches: readonly RoomBatch[]): boolean {
    const units = batches
      .filter(({ room }) => room.startsWith('d'))
      .flatMap(({ events }) => events.flatMap((event) => this.unitsOf(event)));
    return this.write(units);
  }

  private unitsOf(event: ChatEvent): Buffer[] {
    this.keep(event.room);
    if (this.muted || event.kind !== 'posted' || event.by === this.session?.user) return [];
    return talkUnits(MANNER, this.charset, programName(event.name), plainText(event));
  }

  private write(units: readonly Buffer[]): boolean {
    return units.length === 0 || this.connection.write(Buffer.concat(units));
  }

  private keep(room: string): void {
    const old = this.rooms.use(room);
    if (old) void this.patiently({ verb: 'leave', room: old });
  }
}
