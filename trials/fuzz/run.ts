/**
 * One wire of a running server under fuzz: connection after connection, input after input. After
 * each batch a valid client must still be answered, the server must have reported no fault of its
 * own, and its memory must be what it was.
 */
import { compatWire } from '../../protocol/compat';
import { seeded } from '../../server/testing/mutate';
import type { House } from '../support/house';
import type { Arena, Wire } from './wire';
import { Witness } from './witness';

export interface Plan {
  readonly inputs: number;
  readonly seed: number;
  /** Inputs between two looks at the server. */
  readonly batch: number;
  /** After so many s it ends with the batch that it is in, but not before the second; left out: never. */
  readonly within?: number;
}

export interface Tally {
  readonly wire: string;
  readonly inputs: number;
  readonly connections: number;
  readonly seconds: number;
  /** Processor time of the server. */
  readonly cpuSeconds: number;
  /** Bytes that the heap grew by between the first batch and the last. */
  readonly growth: number;
}

/** Everybody may come, as fast as they like; what is on the disk is another trial's business. */
export const FUZZ_HOUSE = {
  inMemory: true,
  flags: [
    ...['--rate-limit', 'off', '--durability', 'normal'],
    ...['--compat', compatWire.options.map((wire) => `${wire}=0`).join()],
  ],
} as const;

/** How much a server may have more in memory than after the first batch, in bytes. */
export const GROWTH_MAX_BYTES = 24 * 1024 * 1024;

/** Lines with which a server says that something happened that should not have. */
const FAULT = /gateway: |failed|Error|\bat .+:\d+:\d+/;
export const faultsOf = (house: House): string[] => house.lines.filter((line) => FAULT.test(line));

/** Rejects when the server died, fell silent, reported a fault or grew. */
export async function fuzz(wire: Wire, house: House, plan: Plan): Promise<Tally> {
  const witness = await Witness.in(house);
  const arena: Arena = { house, witness, random: seeded(plan.seed) };
  const started = performance.now();
  const { cpu } = house;
  let inputs = 0;
  let connections = 0;
  let first = 0;
  let growth = 0;
  const late = plan.within === undefined ? Number.POSITIVE_INFINITY : plan.within * 1000 + started;
  while (inputs < plan.inputs && (inputs < 2 * plan.batch || performance.now() < late)) {
    const goal = Math.min(plan.inputs, inputs + plan.batch);
    const worker = async () => {
      while (inputs < goal) {
        connections += 1;
        const session = await wire.open(arena);
        for (let sent = 0; sent < wire.perVisit && inputs < goal && !session.over; ) {
          const read = await session.turn();
          inputs += read;
          sent += read;
        }
        await session.end();
      }
    };
    await Promise.all(Array.from({ length: wire.atOnce }, worker));
    await witness.swears();
    const faults = faultsOf(house);
    if (faults.length > 0) throw new Error(`the server reported: ${faults.slice(0, 5).join('\n')}`);
    const { heap } = await house.memory();
    first ||= heap;
    growth = heap - first;
    if (growth > GROWTH_MAX_BYTES) throw new Error(`${wire.name}: grew by ${growth} bytes`);
  }
  witness.leave();
  const seconds = (performance.now() - started) / 1000;
  return { wire: wire.name, inputs, connections, seconds, cpuSeconds: house.cpu - cpu, growth };
}
