/** In the order in which the page shows them. */
import type { Scenario } from '../lib/report';
import { cost } from './cost';
import { durability } from './durability';
import { fanOuts } from './fan-out';
import { growth } from './growth';
import { handshakes } from './handshakes';
import { idle } from './idle';
import { idleRooms } from './idle-rooms';
import { latency } from './latency';
import { million } from './million';

export const SCENARIOS: readonly Scenario[] = [
  ...fanOuts,
  latency,
  handshakes,
  idle,
  idleRooms,
  durability,
  cost,
  growth,
  million,
];
