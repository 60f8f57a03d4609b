/**
 * By which key a server is to be spoken to, settled before anything of ours is sent: that of the
 * invite, the one it is known by, or on a first visit the one that a person accepts.
 */
import { ConnectStopped } from '../../client/socket/channel';
import { connectTcp } from '../../client/socket/connect';
import { looksPlain } from '../../client/socket/failure';
import { formatAddress } from '../../protocol/invite';
import { ATTEMPT_TIMEOUT_MS } from '../../protocol/limits';
import { safetyWords } from '../../protocol/safety-words';
import type { Failure, Target } from '../../protocol/views';
import { EXIT } from '../exit-codes';
import { fill, type Language, WORDS } from '../words';
import { Ended, endOfFailure } from './ending';
import type { KnownServer } from './known-servers';

/** `yes` asks a person; without it (in a pipe) nobody is there to decide. */
export interface Judge {
  language: Language;
  yes?(question: readonly string[]): Promise<boolean>;
  /** Beforehand: accept an unknown key, accept no encryption. */
  trust: boolean;
  plain: boolean;
}

/** The key to insist on; null: there is none, and a person accepted that. Rejects with `Ended`. */
export async function meet(
  target: Target,
  known: KnownServer | undefined,
  judge: Judge,
): Promise<string | null> {
  if (target.fingerprint !== undefined) return target.fingerprint;
  if (known?.fingerprint) return known.fingerprint;
  const seen = await look(target);
  const words = WORDS[judge.language].connect;
  const server = formatAddress(target.hosts[0] as Target['hosts'][0]);
  if (seen === null) {
    if (judge.plain || known || (await judge.yes?.([fill(words.plainAsk, { server })])))
      return null;
    throw new Ended(EXIT.wrongKey, [words.plainRefused]);
  }
  if (judge.trust) return seen;
  const four = safetyWords(seen, judge.language).join(' ');
  if (!judge.yes) throw new Ended(EXIT.wrongKey, [fill(words.unknownKey, { server, words: four })]);
  if (await judge.yes([fill(words.firstVisit, { server }), `    ${four}`, words.areTheySame])) {
    return seen;
  }
  throw new Ended(EXIT.wrongKey, [words.notTrusted]);
}

/** The key that is shown there; null without TLS. Says nothing, and hangs up. */
async function look({ hosts }: Target): Promise<string | null> {
  let seen: string | null = null;
  const stop: { kind: 'fail'; failure: Failure } = { kind: 'fail', failure: { code: 'cancelled' } };
  try {
    const channel = await connectTcp({
      hosts,
      security: 'tls',
      judge: (fingerprint) => {
        seen ??= fingerprint || null;
        return stop;
      },
      onStep: () => {},
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    });
    channel.close();
  } catch (why) {
    if (!(why instanceof ConnectStopped) || why.verdict.kind !== 'fail') throw why;
    const { failure } = why.verdict;
    const plain = failure.code === 'tls-failed' && looksPlain(failure.detail ?? '');
    if (seen === null && !plain) throw endOfFailure(failure);
  }
  return seen;
}
