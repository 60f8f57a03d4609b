/** What a server asks while one comes in, as sentences; and what has no answer in a terminal. */
import { safetyWords } from '../../protocol/safety-words';
import type { Question } from '../../protocol/views';
import { EXIT } from '../exit-codes';
import { printable } from '../printable';
import { fill, type Language, WORDS } from '../words';
import { Ended } from './ending';

type Of<K extends Question['kind']> = Extract<Question, { kind: K }>;

/** A key that changed is refused, whoever is there: a new invite carries the new key. */
export const keyChanged = ({ server, known, fingerprint }: Of<'key-changed'>): Ended =>
  new Ended(EXIT.wrongKey, (language) => {
    const words = WORDS[language].connect;
    const list = (key: string) => safetyWords(key, language).join(' ');
    return [
      fill(words.keyChanged, { server: printable(server) }),
      fill(words.keyBefore, { words: list(known) }),
      fill(words.keyNow, { words: list(fingerprint) }),
      words.keyHelp,
    ];
  });

/** The sentence before the password is typed. */
export function passwordSentence(question: Of<'password'>, language: Language): string {
  const words = WORDS[language].connect;
  const { wrong, retryAfterMs } = question;
  if (retryAfterMs !== undefined && retryAfterMs > 0) {
    return fill(words.passwordWait, { seconds: Math.ceil(retryAfterMs / 1000) });
  }
  return wrong ? words.passwordWrong : words.passwordNeeded;
}
