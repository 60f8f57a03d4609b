/** Delivery, resume and outbox: the real client against the real server. */
import { fc } from '../../../protocol/testing/property';
import type { Model } from '../model';
import { type History, histories } from './happenings';
import { World } from './world';

async function play({ portions, steps }: History): Promise<void> {
  const world = new World(portions);
  try {
    await world.open();
    for (const step of steps) await world.happen(step);
    await world.heal();
  } finally {
    await world.close();
  }
}

export const delivery: Model = {
  name: 'delivery',
  property: () => fc.asyncProperty(histories, play),
};
