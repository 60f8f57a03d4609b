/** Why a visit is over, as a program says it: lines for stderr, and an exit code. */
import type { Failure, ServerStatus } from '../../protocol/views';
import { WORDS as TEXT } from '../../server/gateways/text/languages';
import { EXIT, type ExitCode } from '../exit-codes';
import { type Language, WORDS } from '../words';

/** Thrown up to where a program ends. */
export class Ended extends Error {
  readonly #why: readonly string[] | ((language: Language) => readonly string[]);
  constructor(
    readonly code: ExitCode,
    why: readonly string[] | ((language: Language) => readonly string[]),
  ) {
    super('the visit is over');
    this.name = 'Ended';
    this.#why = why;
  }
  why(language: Language): readonly string[] {
    return typeof this.#why === 'function' ? this.#why(language) : this.#why;
  }
}

const UNREACHED: ReadonlySet<Failure['code']> = new Set([
  'refused',
  'timeout',
  'not-found',
  'unreachable',
  'no-network',
  'local-network-blocked',
  'not-sarangbang',
  'too-new',
  'too-old',
  'tls-failed',
]);

export function endOfFailure({ code, note }: Failure): Ended {
  const exit =
    code === 'invite-mismatch'
      ? EXIT.wrongKey
      : UNREACHED.has(code)
        ? EXIT.unreachable
        : EXIT.refused;
  return new Ended(exit, (language) => [WORDS[language].failure[code], ...(note ? [note] : [])]);
}

type Stopped = Extract<ServerStatus, { state: 'offline' | 'waiting' }>;

/** For a status that leads nowhere any more. */
export function endOfStatus(status: Stopped): Ended {
  const { why, by } = status;
  const note = status.state === 'offline' ? status.note : undefined;
  if (why === 'replaced' || why === 'kicked' || why === 'banned') {
    return new Ended(EXIT.refused, (language) => [TEXT[language].bye[why](by, note)]);
  }
  if (status.failure) return endOfFailure(status.failure);
  if (why === 'user') return new Ended(EXIT.done, []);
  return new Ended(EXIT.unreachable, (language) => [
    why === 'closed' ? TEXT[language].bye.closed(by) : WORDS[language].connect.lost,
  ]);
}
