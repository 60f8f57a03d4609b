/** Says each of its texts until it is accepted, numbered, as an outbox does; counts what it was told. */
import type { TestKey } from '../../server/testing/native-client';
import type { House } from '../support/house';
import { Member, PutOut, type Reply } from '../support/member';

const PAUSE_MS = 20;
const GIVE_UP_MS = 30_000;
const OUTBOX = '00000000000000bb';

export interface Sent {
  /** Seq of each text, in the order in which they were said. */
  readonly seqs: readonly number[];
  /** How often it was told `storage-failed`, and nothing else than that. */
  readonly refusals: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Rejects when something is refused for another reason, or one text is not accepted for a minute. */
export async function insist(
  house: House,
  texts: readonly string[],
  key: TestKey,
  options: { firstNumber?: number; onRefused?(times: number): void } = {},
): Promise<Sent> {
  const come = () => Member.join({ port: house.port, name: '민수', key, outbox: OUTBOX });
  let member = await patiently(come);
  const seqs: number[] = [];
  let refusals = 0;
  for (const [i, text] of texts.entries()) {
    const n = (options.firstNumber ?? 1) + i;
    const started = performance.now();
    for (;;) {
      const reply = await member
        .post(text, 'lobby', n)
        .catch(async (why): Promise<Reply | null> => {
          if (!(why instanceof PutOut)) throw why;
          member = await patiently(come);
          return null;
        });
      if (reply?.ok) {
        seqs.push(Number(reply.result.seq));
        break;
      }
      if (reply) {
        if (reply.error.code !== 'storage-failed') throw new Error(`refused: ${reply.error.code}`);
        refusals += 1;
        options.onRefused?.(refusals);
      }
      if (performance.now() - started > GIVE_UP_MS) throw new Error(`${n} was never accepted`);
      await pause(PAUSE_MS);
    }
  }
  member.close();
  return { seqs, refusals };
}

/** The door needs the disk too: whoever is refused there for that reason comes again. */
async function patiently(come: () => Promise<Member>): Promise<Member> {
  const started = performance.now();
  for (;;) {
    try {
      return await come();
    } catch (why) {
      const late = performance.now() - started > GIVE_UP_MS;
      if (late || !(why instanceof Error) || !/storage-failed|closed/.test(why.message)) throw why;
      await pause(PAUSE_MS);
    }
  }
}

/** What the lobby holds: seq and text of each message, oldest first. */
export async function saidIn(house: House): Promise<{ seq: number; text: string }[]> {
  const reader = await Member.join({ port: house.port, name: 'reader' });
  const said: { seq: number; text: string }[] = [];
  let after = 0;
  for (let more = true; more; ) {
    const reply = await reader.run({ verb: 'history', room: 'lobby', after });
    if (!reply.ok) throw new Error(`no history: ${reply.error.code}`);
    const events = reply.result.events as { seq: number; kind: string; text?: string }[];
    for (const { seq, kind, text = '' } of events) if (kind === 'posted') said.push({ seq, text });
    after = events.at(-1)?.seq ?? after;
    more = reply.result.more === true && events.length > 0;
  }
  reader.close();
  return said;
}
