/** Rooms of clients that know them by number, and whose rooms go with the last one in them. */
import { describe, expect, it } from 'vitest';
import { openLog } from '../log/open-log';
import { DEFAULTS } from '../options';
import { dataFolder } from '../testing/test-server';
import { openTestHub, type Someone, turn } from './test-support';

const make = async (who: Someone, name: string): Promise<string> => {
  const { room } = (await who.ok({ verb: 'create', name })) as { room: { id: string } };
  return room.id;
};
const course = { wire: 'course', home: null, features: [] } as const;

describe('numbers', () => {
  it('are given in order, the lobby first, and none to a room of two', async () => {
    const { enter, hub } = openTestHub();
    const ann = await enter('ann');
    const bob = await enter('bob');
    const first = await make(ann, '하나');
    const direct = (await ann.ok({ verb: 'direct', user: bob.id })) as { room: { id: string } };
    const second = await make(bob, '둘');
    expect(['lobby', first, second].map((room) => hub.numberOf(room))).toEqual([1, 2, 3]);
    expect(hub.numberOf(direct.room.id)).toBeUndefined();
    expect([0, 1, 2, 3, 4].map((n) => hub.roomNumbered(n))).toEqual([
      undefined,
      'lobby',
      first,
      second,
      undefined,
    ]);
  });

  it('survive a restart, and none is given twice', async () => {
    const options = { ...DEFAULTS, dataDir: await dataFolder(), log: () => {} };
    const log = await openLog(options);
    const before = openTestHub({ store: log });
    const ann = await before.enter('ann');
    const kept = await make(ann, 'kept');
    const guest = await before.guest('visitor', course);
    const passed = await make(guest, 'passing');
    expect(before.hub.numberOf(passed)).toBe(3);
    await guest.ok({ verb: 'leave', room: passed });
    await before.hub.stop('closed');
    await log.close();

    const reopened = await openLog(options);
    const after = openTestHub({ store: reopened });
    expect(after.hub.numberOf(kept)).toBe(2);
    expect(after.hub.roomNumbered(3)).toBeUndefined();
    const next = await make(await after.enter('ann'), 'passing');
    expect(after.hub.numberOf(next)).toBe(4);
    await after.hub.stop('closed');
    await reopened.close();
  });
});

describe('a room made by a course client', () => {
  it('is gone with the last one in it, and its name is free', async () => {
    const { enter, guest, hub } = openTestHub();
    const ann = await enter('ann');
    const visitor = await guest('visitor', course);
    const other = await guest('other', course);
    const room = await make(visitor, '잠깐');
    await other.ok({ verb: 'join', room });
    await visitor.ok({ verb: 'leave', room });
    expect(hub.numberOf(room)).toBe(2);
    const listed = () => ann.framesOf('rooms').flatMap(({ rooms }) => rooms.map(({ id }) => id));
    await ann.until(() => listed().includes(room));
    await other.ok({ verb: 'leave', room });
    expect(hub.numberOf(room)).toBeUndefined();
    expect(hub.membersOf(room)).toEqual([]);
    await ann.until(() => ann.framesOf('room-gone').some((frame) => frame.room === room));
    for (const input of [
      { verb: 'join', room },
      { verb: 'post', room, text: 'hi' },
      { verb: 'history', room },
    ] as const) {
      expect(await ann.refusal(input)).toBe('no-such-room');
    }
    expect(await make(ann, '잠깐')).not.toBe(room);
  });

  it('is gone when the connection of the last one is', async () => {
    const { enter, guest, hub } = openTestHub();
    const ann = await enter('ann');
    const visitor = await guest('visitor', course);
    const room = await make(visitor, '잠깐');
    visitor.go();
    await ann.until(() => ann.framesOf('room-gone').some((frame) => frame.room === room));
    expect(hub.roomNumbered(2)).toBeUndefined();
  });

  it('stays while a member with a key is away', async () => {
    const { enter, guest, hub } = openTestHub();
    const ann = await enter('ann');
    const visitor = await guest('visitor', course);
    const room = await make(visitor, '같이');
    await ann.ok({ verb: 'join', room });
    ann.go();
    visitor.go();
    await turn();
    expect(hub.membersOf(room).map(({ name }) => name)).toEqual(['ann']);
    const back = await enter('ann');
    await back.ok({ verb: 'leave', room });
    expect(hub.numberOf(room)).toBeUndefined();
    await back.until(() => back.framesOf('room-gone').some((frame) => frame.room === room));
  });

  it('is gone after a crash that left a guest in it', async () => {
    const before = openTestHub();
    const room = await make(await before.guest('visitor', course), '잠깐');
    const after = openTestHub({ store: before.log });
    expect(after.hub.numberOf(room)).toBeUndefined();
    expect(after.hub.membersOf(room)).toEqual([]);
  });
});

it('a room made by anybody else stays when it is empty', async () => {
  const { enter, guest, hub } = openTestHub();
  const ann = await enter('ann');
  const room = await make(ann, '서재');
  await ann.ok({ verb: 'leave', room });
  const visitor = await guest('visitor', course);
  await visitor.ok({ verb: 'join', room });
  visitor.go();
  await turn();
  expect(hub.numberOf(room)).toBe(2);
});
