/** A share of `npm run fuzz`: the gateways of the main port. Those of old programs: old-gateways.test.ts. */
import { it } from 'vitest';
import { WIRES } from './wires';
import { oldWires } from './wires/old';
import { PATIENCE, withstand } from './withstand';

const wires = WIRES.filter((wire) => !oldWires.includes(wire));

it.each(wires)('bytes that nobody agreed on upset no gateway: $name', PATIENCE, withstand);
