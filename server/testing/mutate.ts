/** Seeded mutation of bytes, for fuzzing that fails in the same place every time. */

/** Mulberry32: small, fast, and the same on every machine. Numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What tends to upset a reader of JSON, of lines or of lengths. */
const NASTY = [
  '"',
  '\\',
  '{',
  '[[[[[[[[[[',
  '}}',
  'null',
  '-1',
  '1e999',
  '9007199254740993',
  '"__proto__":{},',
  '\\u0000',
  '\\ud800',
  '\u202e',
  '\u0000',
  '\n',
  '\r\n',
  '<script>alert(1)</script>',
  '/',
  '/join ',
  'x'.repeat(300),
].map((text) => Buffer.from(text));
const BYTES = [Buffer.from([0xff]), Buffer.from([0xff, 0xfa]), Buffer.from([0xc0, 0x80])];
const PIECES = [...NASTY, ...BYTES];

/** One to four changes: flipped bits, pieces put in, taken out, doubled, or cut off. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  let result = Buffer.from(bytes);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(result.length + 1);
    const end = Math.min(result.length, at + 1 + below(8));
    const before = result.subarray(0, at);
    switch (below(5)) {
      case 0:
        if (at < result.length) result[at] = (result[at] as number) ^ (1 << below(8));
        break;
      case 1: {
        const piece = PIECES[below(PIECES.length)] as Buffer;
        result = Buffer.concat([before, piece, result.subarray(at)]);
        break;
      }
      case 2:
        result = Buffer.concat([before, result.subarray(end)]);
        break;
      case 3:
        result = Buffer.concat([result.subarray(0, end), result.subarray(at)]);
        break;
      case 4:
        if (random() < 0.3) result = Buffer.from(before);
        break;
    }
  }
  return result;
}
