/** What the programs end with, for scripts (docs/self-hosting.md "Exit codes"). */
export const EXIT = {
  /** Done: for `connect` in a pipe every line was accepted. */
  done: 0,
  /** The other side, or this computer, refused; the reason is on stderr. */
  refused: 1,
  /** The command line was not understood. */
  usage: 2,
  /** Nobody could be reached there. */
  unreachable: 3,
  /** Somebody is there, but not with the key that was expected or is known. */
  wrongKey: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
