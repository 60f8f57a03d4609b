/**
 * One line per step, so that a waiting person knows what is going on. On stderr: stdout belongs to
 * what was asked for (the server's facts, the summary of the tests).
 */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Stops with a sentence and, where there is one, the command to type. */
export function giveUp(text, command) {
  process.stderr.write(`\n${text}\n${command ? `\n    ${command}\n` : ''}\n`);
  process.exit(1);
}
