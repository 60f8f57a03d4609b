/** Delivery, resume and outbox: the real client against the real server. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { openSqliteStore } from '../../../client/store/sqlite-store';
import { fc } from '../../../protocol/testing/property';
import type { Model } from '../model';
import { quickFolder } from '../quick-folder';
import { type History, histories } from './happenings';
import { World } from './world';

async function play({ portions, steps }: History): Promise<void> {
  const folder = portions.onDisk ? quickFolder('world') : null;
  const inFiles = (who: number) => openSqliteStore(path.join(folder ?? '', `${who}.db`));
  const world = folder === null ? new World(portions) : new World(portions, inFiles);
  try {
    await world.open();
    for (const step of steps) await world.happen(step);
    await world.heal();
  } finally {
    await world.close();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/** A server hangs for a minute: several connections are given up, and each is heard of later. */
const REPLACED_TWICE: History = {
  portions: { credit: 1, page: 1, onDisk: false },
  steps: [
    { do: 'slow-disk' },
    { do: 'say', room: 0 },
    { do: 'wait', ms: 31_000 },
    { do: 'wait', ms: 16_000 },
    { do: 'flow', who: 1, up: 1_000_000, down: 1_000_000 },
    { do: 'wait', ms: 16_000 },
    { do: 'flow', who: 1, up: 1_000_000, down: 1_000_000 },
    { do: 'flow', who: 1, up: 1_000_000, down: 1_000_000 },
    { do: 'wait', ms: 5 },
    { do: 'change', who: 0, room: 0, back: 0, how: 'edit' },
    { do: 'flow', who: 0, up: 1_000_000, down: 1_000_000 },
    { do: 'late', line: 0, bytes: 0 },
  ],
};

/** Somebody who is leaving while the disk is slow may be pushed what was said there before. */
const LEAVING_SLOWLY: History = {
  portions: { credit: 1, page: 1, onDisk: false },
  steps: [
    { do: 'leave', who: 0 },
    { do: 'wait', ms: 400 },
    { do: 'say', room: 1 },
    { do: 'slow-disk' },
    { do: 'say', room: 1 },
    { do: 'late', line: 0, bytes: 1_000_000 },
    { do: 'flow', who: 0, up: 1_000_000, down: 1_000_000 },
    { do: 'say', room: 0 },
    { do: 'flow', who: 0, up: 1_000_000, down: 1_000_000 },
    { do: 'flow', who: 0, up: 1_000_000, down: 1_000_000 },
    { do: 'lose', events: 1 },
  ],
};

/** What waits to be handed out while somebody catches up is not pushed to them behind its head. */
const TOLD_AND_PUSHED: History = {
  portions: { credit: 1, page: 1, onDisk: false },
  steps: [
    { do: 'stop-server' },
    { do: 'start-server' },
    { do: 'wait', ms: 31_000 },
    { do: 'post', who: 0, room: 0, refused: false },
    { do: 'flow', who: 0, up: 1_000_000, down: 1_000_000 },
    { do: 'double', events: 1 },
    { do: 'leave', who: 0 },
    { do: 'wait', ms: 5 },
    { do: 'post', who: 1, room: 0, refused: false },
    { do: 'post', who: 0, room: 0, refused: false },
  ],
};

export const delivery: Model = {
  name: 'delivery',
  once: [REPLACED_TWICE, LEAVING_SLOWLY, TOLD_AND_PUSHED],
  property: () => fc.asyncProperty(histories, play),
};
