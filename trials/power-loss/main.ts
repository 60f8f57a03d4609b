/** `npm run powerloss -- [--images N] [--messages N] [--seed N]`: ours, and a control that must fail. */
import { parseArgs } from 'node:util';
import { losePower, record } from './run';

/** The control has to lose something, and does so soon. */
const CONTROL_SHARE = 0.05;
const print = (text: string) => process.stdout.write(`${text}\n`);

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      images: { type: 'string', default: '10000' },
      messages: { type: 'string', default: '400' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  const seed = Number(values.seed);
  let failed = false;
  print(`losing power, seed ${seed}`);
  for (const durability of ['full', 'normal'] as const) {
    const recorded = await record(durability, Number(values.messages), seed);
    const { steps, worked } = recorded;
    print(`  ${durability}: ${worked.deeds.length} commands, ${steps.length} steps recorded`);
    const share = durability === 'full' ? 1 : CONTROL_SHARE;
    const { images, losses } = await losePower(recorded, Number(values.images) * share, seed);
    print(`  ${durability}: ${images} images, ${losses.length} of them not as promised`);
    for (const { image, step, fate, wrong } of losses.slice(0, 5)) {
      print(`    image ${image}, after step ${step}, ${fate} survived: ${wrong}`);
    }
    if (durability === 'full') failed ||= losses.length > 0;
    // a control that loses nothing would mean that this trial finds nothing
    else failed ||= losses.length === 0;
  }
  print(
    failed ? 'FAILED' : 'nothing that was accepted was lost; the control lost some, as it must',
  );
  return failed ? 1 : 0;
}
