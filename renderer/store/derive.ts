/**
 * A selector that computes anew only when one of the parts it reads has changed, so that it
 * returns the same object for the same state (a component would otherwise render for ever).
 */
export const derive = <State, Parts extends readonly unknown[], Result>(
  parts: (state: State) => Readonly<Parts>,
  compute: (...parts: Parts) => Result,
): ((state: State) => Result) => {
  let last: { parts: Readonly<Parts>; result: Result } | null = null;
  return (state) => {
    const now = parts(state);
    const known = last;
    if (known?.parts.every((part, index) => Object.is(part, now[index]))) return known.result;
    last = { parts: now, result: compute(...(now as Parts)) };
    return last.result;
  };
};
