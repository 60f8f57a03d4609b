/**
 * What a client does while the disk is recorded: messages, alone and many at a time, and changes of
 * messages. Remembers what each should have become.
 */
import type { TestKey } from '../../server/testing/native-client';
import type { House } from '../support/house';
import { Member } from '../support/member';

/** A command, by the id under which it is answered. */
export interface Deed {
  readonly id: string;
  /** Its number in the outbox; null: this verb takes none. */
  readonly n: number | null;
  readonly kind: 'post' | 'edit' | 'delete';
  /** The deed that posted what this one changes; its own for a post. */
  readonly post: string;
  /** What the message says afterwards; null: it is deleted. */
  readonly text: string | null;
}

export interface Worked {
  readonly outbox: string;
  readonly user: string;
  readonly deeds: readonly Deed[];
  /** Where the next run goes on. */
  readonly last: { readonly n: number; readonly commands: number };
}

const AT_ONCE_MAX = 24;

/** Rejects when anything is refused: nothing is, while the disk works. */
export async function work(
  house: House,
  { messages, outbox, key, from, random }: WorkOptions,
): Promise<Worked> {
  const member = await Member.join({
    port: house.port,
    name: '민수',
    key,
    outbox,
    firstId: from.commands,
  });
  const deeds: Deed[] = [];
  const posted: { id: string; seq: number }[] = [];
  let { n, commands } = from;
  const below = (limit: number) => Math.floor(random() * limit);
  const post = async () => {
    n += 1;
    commands += 1;
    const id = `c${commands}`;
    const deed: Deed = {
      id,
      n,
      kind: 'post',
      post: id,
      text: `${id} ${'말'.repeat(1 + below(300))}`,
    };
    deeds.push(deed);
    const reply = await member.post(deed.text ?? '', 'lobby', n);
    if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
    posted.push({ id: deed.id, seq: Number(reply.result.seq) });
  };
  const change = async (kind: 'edit' | 'delete') => {
    const target = posted.splice(below(posted.length), 1)[0];
    if (!target) return;
    commands += 1;
    const id = `c${commands}`;
    const text = kind === 'edit' ? `${id} ${'고침'.repeat(1 + below(100))}` : null;
    deeds.push({ id, n: null, kind, post: target.id, text });
    const where = { room: 'lobby', target: target.seq };
    const reply = await member.run({ verb: kind, ...where, ...(text !== null && { text }) });
    if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  };
  while (deeds.length < messages) {
    // one by one, or as many as a group commit takes together
    const many = random() < 0.5 ? 1 : 1 + below(AT_ONCE_MAX);
    await Promise.all(Array.from({ length: many }, post));
    if (random() < 0.3) await change('edit');
    if (random() < 0.2) await change('delete');
  }
  member.close();
  return { outbox, user: member.user, deeds, last: { n, commands } };
}

export interface WorkOptions {
  readonly messages: number;
  readonly outbox: string;
  readonly key: TestKey;
  readonly from: Worked['last'];
  readonly random: () => number;
}
