/** `npm run fuzz|powerloss|faults|floods|middle`: what is tried on a server, and for how long. */
const [what, ...words] = process.argv.slice(2);

const TRIALS: Record<string, () => Promise<(words: string[]) => Promise<number>>> = {
  fuzz: async () => (await import('./fuzz/main')).main,
  faults: async () => (await import('./faults/main')).main,
  middle: async () => (await import('./middle/main')).main,
  floods: async () => (await import('./floods/main')).main,
  // what `floods` starts for each
  flood: async () => (await import('./floods/elsewhere')).main,
  powerloss: async () => (await import('./power-loss/main')).main,
};

const trial = TRIALS[what ?? ''];
if (!trial) {
  process.stderr.write(`one of ${Object.keys(TRIALS).join(', ')}\n`);
  process.exit(2);
}
process.exit(await (await trial())(words));

export {};
