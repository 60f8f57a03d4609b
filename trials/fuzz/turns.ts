/** A session that sends some inputs at once and then asks something whose answer shows they were read. */

import type { Visit } from './visit';
import type { Session } from './wire';

export interface Turns {
  readonly visit: Visit;
  /** Inputs of one turn. */
  readonly count: number;
  input(): Buffer;
  /** Sends the inputs; left out: as one write. */
  send?(inputs: readonly Buffer[]): Promise<void> | void;
  /** False: it was closed instead of answered. */
  asked(): Promise<boolean>;
  /** After a turn that ended the connection: how many inputs were certainly read. */
  readBeforeTheEnd?(): number;
}

export function takingTurns({ visit, count, ...turns }: Turns): Session {
  let over = false;
  return {
    get over() {
      return over;
    },
    async turn() {
      visit.forget();
      const inputs = Array.from({ length: count }, () => turns.input());
      if (turns.send) await turns.send(inputs);
      else visit.write(Buffer.concat(inputs));
      if (await turns.asked()) return count;
      over = true;
      return Math.min(count, turns.readBeforeTheEnd?.() ?? 0);
    },
    end: () => visit.cut(),
  };
}

let probes = 0;
/** None of them looks like another: as a name, a word of them is nobody else's. */
const LETTERS = 'bfgkpxyz';

/** A word that was never said before, of letters only. */
export function freshWord(): string {
  probes += 1;
  return `z${[...probes.toString(8)].map((digit) => LETTERS[Number(digit)]).join('')}`;
}
