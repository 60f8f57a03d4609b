/** Says all of its texts until they are accepted, numbered, as an outbox does; counts what it was told. */
import type { TestKey } from '../../server/testing/native-client';
import type { House } from '../support/house';
import { Member, PutOut } from '../support/member';

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

export interface Insisting {
  readonly firstNumber?: number;
  /** So many are on their way together; left out: each alone. */
  readonly atOnce?: number;
  onRefused?(times: number): void;
}

/**
 * Rejects when something is refused for another reason, when one is accepted behind one that was
 * refused, or when nothing is accepted for a while.
 */
export async function insist(
  house: House,
  texts: readonly string[],
  key: TestKey,
  { firstNumber = 1, atOnce = 1, onRefused }: Insisting = {},
): Promise<Sent> {
  const come = () => Member.join({ port: house.port, name: '민수', key, outbox: OUTBOX });
  let member = await patiently(come);
  const seqs: number[] = [];
  let refusals = 0;
  let progressAt = performance.now();
  while (seqs.length < texts.length) {
    const next = seqs.length;
    const saying = texts
      .slice(next, next + atOnce)
      .map((text, i) => member.post(text, 'lobby', firstNumber + next + i).catch(unlessPutOut));
    let whole = true;
    for (const reply of await Promise.all(saying)) {
      if (reply?.ok) {
        if (!whole) throw new Error('accepted behind one that was not');
        seqs.push(Number(reply.result.seq));
        progressAt = performance.now();
        continue;
      }
      // what comes behind one that was refused has a number that skips
      const skips = !whole && reply?.error.code === 'out-of-order';
      whole = false;
      if (!reply || skips) continue;
      if (reply.error.code !== 'storage-failed') throw new Error(`refused: ${reply.error.code}`);
      refusals += 1;
      onRefused?.(refusals);
    }
    if (whole) continue;
    if (performance.now() - progressAt > GIVE_UP_MS) {
      throw new Error(`${firstNumber + seqs.length} was never accepted`);
    }
    await pause(PAUSE_MS);
    if (member.closed) member = await patiently(come);
  }
  member.close();
  return { seqs, refusals };
}

/** The connection ended before the answer. */
function unlessPutOut(why: unknown): null {
  if (why instanceof PutOut) return null;
  throw why;
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
