/**
 * Names belong to keys: whoever comes, in whatever spelling, over reconnects, restarts and commits
 * that the disk loses. The oracle knows which names look alike, and who holds which.
 */
import { FakeClock, nextTurn } from '../../../client/testing/fake-clock';
import { Refusal } from '../../../protocol/errors';
import { fc } from '../../../protocol/testing/property';
import { keyOf, openTestHub, type Someone, type TestHub } from '../../../server/hub/test-support';
import type { Model } from '../model';
import { must } from '../violation';
import { Disk } from '../world/disk';
import { fakeTime } from '../world/fake-time';

/** Each line looks the same: Cyrillic, Greek and full-width letters, digits, decomposed Hangul. */
const ALIKE: readonly (readonly string[])[] = [
  ['ann', 'Ann', 'ANN', 'аnn', 'ａｎｎ'],
  ['paul', 'раul', 'pau1', 'PAUL'],
  ['moon', 'm0on', 'mοon'],
  ['민수', ' 민수 ', '민수'.normalize('NFD')],
  ['방장', '방 장', '방장2'],
  ['everyone', 'EVERYONE', '[Everyone]'],
];
/** From here on nobody may be called that; who hosts may, and none of these does. */
const RESERVED_FROM = ALIKE.length - 2;
const KEYS = ['k1', 'k2', 'k3'] as const;
const GUESTS = ['g1', 'g2'] as const;
const PEOPLE = [...KEYS, ...GUESTS] as const;
type Who = (typeof PEOPLE)[number];

type Step =
  | { do: 'enter' | 'nick'; who: Who; line: number; spelling: number }
  | { do: 'leave'; who: Who }
  | { do: 'restart' | 'kill' | 'disk-fails' };

const who = fc.constantFrom(...PEOPLE);
const line = fc.nat({ max: ALIKE.length - 1 });
const spelling = fc.nat({ max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('enter' as const), who, line, spelling }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('nick' as const), who, line, spelling }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'kill', 'disk-fails') }),
  },
);

class Run {
  readonly clock = new FakeClock();
  readonly #disk = new Disk();
  readonly #here = new Map<Who, Someone>();
  /** Which line of names somebody holds: a key for good, a guest while connected. */
  readonly #held = new Map<Who, number>();
  #test: TestHub = this.#open();

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'enter':
      case 'nick':
        await this.#wants(step);
        break;
      case 'leave':
        this.#here.get(step.who)?.go();
        this.#gone(step.who);
        break;
      case 'disk-fails':
        this.#disk.failNext();
        break;
      default:
        this.#disk.recover();
        if (step.do === 'kill') this.#disk.kill();
        else await this.#test.hub.stop('restarting');
        for (const one of PEOPLE) this.#gone(one);
        this.#test = this.#open();
    }
    await this.#turn();
    this.#check();
  }

  #gone(who: Who): void {
    this.#here.delete(who);
    if (isGuest(who)) this.#held.delete(who);
  }

  async #wants({ do: how, who, line, spelling }: Extract<Step, { line: number }>): Promise<void> {
    const spellings = ALIKE[line] ?? [];
    const name = spellings[spelling % spellings.length] ?? '';
    const person = this.#here.get(who);
    if (how === 'nick' && !person) return;
    // A guest who comes again is somebody else, while the first one is still there.
    if (how === 'enter' && isGuest(who) && person) return;
    const free = [...this.#held].every(([one, held]) => held !== line || one === who);
    const code = how === 'nick' ? await this.#nick(person, name) : await this.#enter(who, name);
    if (code === 'storage-failed') {
      // Whatever it was, it did not happen; the connection may be gone with it.
      if (how === 'enter') this.#gone(who);
      return;
    }
    const reserved = line >= RESERVED_FROM;
    const expected = reserved ? 'name-reserved' : free ? null : 'name-taken';
    must(code === expected, `${who} wants ${name}: ${code}, not ${expected}`);
    if (code === null) this.#held.set(who, line);
  }

  async #nick(person: Someone | undefined, name: string): Promise<string | null> {
    const reply = await person?.submit({ verb: 'nick', name });
    return reply?.ok ? null : (reply?.error.code ?? 'gone');
  }

  async #enter(who: Who, name: string): Promise<string | null> {
    const coming = isGuest(who) ? this.#test.guest(name) : this.#test.enter(who, { name });
    try {
      this.#here.set(who, await coming);
      return null;
    } catch (why) {
      if (why instanceof Refusal) return why.error.code;
      throw why;
    }
  }

  /** What people are shown: everybody under a name that they hold, and no two that look alike. */
  #check(): void {
    const seen = new Map<number, string>();
    const shown = [...KEYS, ...this.#here.keys()];
    for (const who of new Set<Who>(shown)) {
      const id = isGuest(who) ? this.#here.get(who)?.id : keyOf(who);
      const name = this.#test.hub.user(id ?? '')?.name;
      if (name === undefined) continue;
      const held = ALIKE.findIndex((names) => names.some((one) => sameName(one, name)));
      must(
        held === this.#held.get(who),
        `${who} is called ${name}, and holds ${this.#held.get(who)}`,
      );
      must(!seen.has(held), `${who} and ${seen.get(held)} are called ${name}`);
      seen.set(held, who);
    }
  }

  #open(): TestHub {
    return openTestHub({ store: this.#disk.open(), now: () => this.clock.now() });
  }

  async #turn(): Promise<void> {
    for (let i = 0; i < 2; i += 1) await nextTurn();
    await this.clock.advance(5);
  }
}

const isGuest = (who: Who): boolean => who.startsWith('g');
const sameName = (one: string, other: string): boolean =>
  one.trim().normalize('NFC') === other.normalize('NFC');

async function play(steps: readonly Step[]): Promise<void> {
  const run = new Run();
  const restore = fakeTime(run.clock);
  try {
    for (const one of steps) await run.take(one);
  } finally {
    restore();
  }
}

const steps = fc.array(step, { minLength: 3, maxLength: 30, size: 'max' });

export const names: Model = { name: 'names', property: () => fc.asyncProperty(steps, play) };
