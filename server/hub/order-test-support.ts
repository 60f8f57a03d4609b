import { Refusal } from '../../protocol/errors';
import type { RoomInfo } from '../../protocol/model';
import type { Knock, ModlogEntry } from '../../protocol/order';
import type { WaitWhy } from './api';
import { keyOf, openTestHub, type Someone, type TestHub } from './test-support';

export const HOSTS = { hosts: [keyOf('hana')] };
export const MINUTE = 60_000;

export const roomOf = (reply: Record<string, unknown>): RoomInfo => reply.room as RoomInfo;
export const makeRoom = async (owner: Someone, name = 'garden', more = {}): Promise<string> =>
  roomOf(await owner.ok({ verb: 'create', name, ...more })).id;
export const refusalOf = async (entering: Promise<unknown>): Promise<Refusal['error']> => {
  const why = await entering.then(
    () => new Error('was let in'),
    (error) => error,
  );
  if (why instanceof Refusal) return why.error;
  throw why;
};
export const modlogOf = async (who: Someone): Promise<ModlogEntry[]> =>
  (await who.ok({ verb: 'modlog' })).entries as ModlogEntry[];

/** A hub with a clock that stands until it is moved. */
export function openOrder(
  more: Parameters<typeof openTestHub>[0] = {},
): TestHub & { pass(ms: number): void } {
  const clock = { now: 1_800_000_000_000 };
  const test = openTestHub({ ...HOSTS, now: () => clock.now, ...more });
  const pass = (ms: number): void => {
    clock.now += ms;
  };
  return Object.assign(test, { pass });
}

/** At the door, with what it is told and a way to hang up. */
export function atTheDoor(test: TestHub, label: string, more: object = {}) {
  const told: WaitWhy[] = [];
  const line = new AbortController();
  const wait = { told: ({ why }: { why: WaitWhy }) => told.push(why), signal: line.signal };
  const key = label.startsWith('g-') ? null : keyOf(label);
  const entering = test.knock({ user: key, key: key && label, name: label, wait, ...more });
  entering.catch(() => {});
  return { told, entering, hangUp: () => line.abort() };
}
export const knocksOf = (someone: Someone): Knock[] =>
  someone.framesOf('knocks').at(-1)?.knocks ?? [];
