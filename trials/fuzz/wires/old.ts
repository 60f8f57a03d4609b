/** Wires of old programs, each on a port of its own; what they cannot be told, the witness hears. */
import { setImmediate as turn } from 'node:timers/promises';
import type { CompatWire } from '../../../protocol/compat';
import { encodeCp949 } from '../../../server/gateways/cp949';
import { mutate } from '../../../server/testing/mutate';
import { POOL } from '../pool';
import { pick } from '../sample';
import { freshWord, takingTurns } from '../turns';
import { NoAnswer, TRIES, TRY_AGAIN_MS, Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

/** Fewer than find a place at once (PLAIN_QUEUE_MESSAGES): the others would be dropped unread. */
const TURN = 24;
/** Changed bytes may be several lines: who loses too many of them is not heard for seconds. */
const LINES_TURN = 12;
/** A line is a message for each whom it names. */
const LETTERS_TURN = 8;
const TWISTED_SHARE = 0.5;
/** Of all, those that are changed anywhere: another name is another command. */
const TWISTED_HEAD_SHARE = 0.1;
const END = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

interface Manner {
  readonly wire: CompatWire;
  readonly input: string;
  /** What a client of it sends first, and must be done before anything else is. */
  begin(visit: Visit, arena: Arena): Promise<void>;
  /** What it says, and what stands before that: most changes are to what is said. */
  sample(random: () => number): readonly [head: string, text: string];
  /** Connections at a time; left out: 16. Each waits for its commits, and hears all the others. */
  readonly atOnce?: number;
  /** Inputs of one turn; left out: TURN. */
  readonly count?: number;
  /** Whether each input ends with a line end, whatever became of it. */
  readonly lines: boolean;
  asked(visit: Visit, arena: Arena): Promise<boolean>;
}

function oldWire(manner: Manner): Wire {
  const { wire, input, begin, sample, lines, asked, count = TURN, atOnce = 16 } = manner;
  return {
    name: wire,
    input,
    atOnce,
    perVisit: 480,
    async open(arena: Arena): Promise<Session> {
      const { house, random } = arena;
      const visit = await Visit.open(house.portOf(wire));
      await begin(visit, arena);
      return takingTurns({
        visit,
        count,
        input: () => bytesOf(sample(random), lines, random),
        async send(inputs) {
          for (const one of inputs) {
            visit.write(one);
            if (!lines) await turn();
          }
        },
        asked: () => asked(visit, arena),
      });
    },
  };
}

function bytesOf(
  [head, text]: readonly [string, string],
  lines: boolean,
  random: () => number,
): Buffer {
  const encode = random() < 0.05 ? encodeCp949 : Buffer.from;
  const end = lines ? END : NOTHING;
  if (random() < TWISTED_HEAD_SHARE) {
    return Buffer.concat([mutate(encode(head + text), random), end]);
  }
  const bytes = encode(text);
  const said = random() < TWISTED_SHARE ? mutate(bytes, random) : bytes;
  return Buffer.concat([encode(head), said, end]);
}

/**
 * Says something that nobody else says, until the witness has heard it: what comes too fast may be
 * dropped, until it was silent for a while. False: it was closed.
 */
async function witnessed(visit: Visit, { witness }: Arena, say: (word: string) => string) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const word = freshWord();
    const heard = witness.hears(word, TRY_AGAIN_MS);
    visit.write(say(word));
    if (await heard) return true;
    if (visit.closed) return false;
  }
  throw new NoAnswer('what the witness should have heard');
}

/** Another name is another command, and costs as much as the text does. */
const nameOf = (random: () => number): string => (random() < 0.05 ? pick(POOL, random) : 'fuzz');

const line = oldWire({
  wire: 'line',
  input: 'line',
  atOnce: 6,
  count: LINES_TURN,
  lines: true,
  async begin() {},
  sample: (random) => [`${nameOf(random)}> `, pick(POOL, random)],
  asked(visit) {
    const word = freshWord();
    return visit.saysUntilHeard(`fuzz> ${word}\n`, word);
  },
});

const bracket = oldWire({
  wire: 'bracket',
  input: 'line',
  count: LINES_TURN,
  lines: true,
  async begin(visit) {
    visit.write('[fuzz] hello\n');
    await visit.hears('hello');
  },
  sample: (random) => [`[${nameOf(random)}] `, pick(POOL, random)],
  asked(visit) {
    const word = freshWord();
    return visit.saysUntilHeard(`[fuzz] ${word}\n`, word);
  },
});

const echo: Wire = {
  ...oldWire({
    wire: 'bracket',
    input: 'chunk',
    lines: false,
    async begin(visit) {
      visit.write('anything\n');
      await visit.hears('anything\n');
    },
    sample: (random) => ['', pick(POOL, random)],
    asked(visit) {
      const word = freshWord();
      visit.write(`${word}\n`);
      return visit.hears(`${word}\n`);
    },
  }),
  name: 'echo',
};

const relay = oldWire({
  wire: 'relay',
  input: 'chunk',
  lines: false,
  async begin() {},
  sample: (random) => ['', pick(POOL, random)],
  async asked(visit, arena) {
    await turn();
    // a chunk may end inside a character: then this is joined to it
    return witnessed(visit, arena, (word) => `.\n${word}`);
  },
});

let people = 0;
const mail = oldWire({
  wire: 'mail',
  input: 'line',
  count: LETTERS_TURN,
  atOnce: 24,
  lines: true,
  async begin(visit) {
    people += 1;
    visit.write(`mail${people}\n`);
  },
  sample: (random) => [`${pick(POOL, random)}, ${pick(POOL, random)}: `, pick(POOL, random)],
  asked: (visit, arena) => witnessed(visit, arena, (word) => `witness: ${word}\n`),
});

export const oldWires: readonly Wire[] = [line, relay, mail, bracket, echo];
