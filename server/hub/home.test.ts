/** Where a guest of a wire that is bound to a room finds themselves. */
import { expect, it } from 'vitest';
import { openTestHub } from './test-support';

it('is the lobby, a room of the host, or none', async () => {
  const { enter, guest, hub } = openTestHub();
  const host = await enter('hana');
  const made = (await host.ok({ verb: 'create', name: '보강', access: 'invite' })) as {
    room: { id: string };
  };
  const here = async (home: string | null | undefined) => {
    const { session } = await guest('old', { home, takeVariant: true, wire: 'line' });
    return hub
      .roomsFor(session)
      .filter(({ joined }) => joined)
      .map(({ name }) => name);
  };
  expect(await here(undefined)).toEqual(['lobby']);
  // bound by the host, so that its access does not matter
  expect(await here(made.room.id)).toEqual(['보강']);
  expect(await here(null)).toEqual([]);
  expect(await here('rnotthere00')).toEqual(['lobby']);
});

it('is never a room of two', async () => {
  const { enter, guest, hub } = openTestHub();
  const ann = await enter('ann');
  const bob = await enter('bob');
  const direct = (await ann.ok({ verb: 'direct', user: bob.id })) as { room: { id: string } };
  const { session } = await guest('old', { home: direct.room.id });
  expect(hub.roomsFor(session).map(({ id }) => id)).toEqual(['lobby']);
});
