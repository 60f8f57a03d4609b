/** `npm run middle -- [--tries N]`: the real client against somebody in the middle. */
import { parseArgs } from 'node:util';
import { House } from '../support/house';
import { tryInTheMiddle } from './run';

const print = (text: string) => process.stdout.write(`${text}\n`);

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: { tries: { type: 'string', default: '10000' } },
  });
  const house = await House.open();
  try {
    for (const { attack, tries, greetings } of await tryInTheMiddle(house, Number(values.tries))) {
      print(
        `  ${attack.padEnd(50)} ${tries} tries, ${greetings} bare greetings, no name, no proof`,
      );
    }
    return 0;
  } catch (why) {
    print(`FAILED: ${why instanceof Error ? why.stack : why}`);
    return 1;
  } finally {
    await house.end();
  }
}
