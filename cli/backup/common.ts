/** What backup, restore and export have in common at a terminal. */
import { InvalidArgumentError, Option } from 'commander';
import { BACKUP_PASSPHRASE_MAX_CHARS } from '../../protocol/limits';
import { BackupProblem } from '../../server/backup/problem';
import { EXIT } from '../exit-codes';
import { fill, type Words } from '../words';

/** Better given by the environment, where others cannot see it. */
export const passphraseOption = (text: string, words: Words): Option =>
  new Option('--passphrase <passphrase>', text).env('SARANGBANG_PASSPHRASE').argParser((value) => {
    if (value.length >= 1 && value.length <= BACKUP_PASSPHRASE_MAX_CHARS) return value;
    throw new InvalidArgumentError(words.backup.notAPassphrase);
  });

/** Says why on stderr, and what the program ends with. */
export function tellProblem(
  why: unknown,
  { dataDir, file }: { dataDir: string; file: string },
  words: Words,
): number {
  const message = why instanceof Error ? why.message : String(why);
  const sentence =
    why instanceof BackupProblem
      ? words.backup.problem[why.code]
      : fill(words.backup.cannot, { why: message });
  process.stderr.write(`${fill(sentence, { folder: dataDir, file, why: message })}\n`);
  return EXIT.refused;
}

/** In whole percents on one line of a terminal; to nobody else. */
export function showProgress(): (done: number, total: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => {};
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    stderr.write(percent < 100 ? `\r${percent} %` : '\r\u001b[K');
  };
}
