/** A promise was broken; anything else that is thrown is a mistake of the test. */
export class Violation extends Error {}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Violation(what);
}
