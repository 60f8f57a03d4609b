/** A share of `npm run fuzz`: the gateways of old programs, each on a port of its own. */
import { it } from 'vitest';
import { oldWires } from './wires/old';
import { PATIENCE, withstand } from './withstand';

it.each(oldWires)('bytes that nobody agreed on upset no gateway: $name', PATIENCE, withstand);
