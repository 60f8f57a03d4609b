/**
 * CP949, which Korean Windows programs send where others send UTF-8. `TextDecoder('euc-kr')` should
 * know it, but Node's stops at KS X 1001 with its 2,350 syllables; the 8,822 others are filled in
 * here. They need no table: CP949 has them in Unicode order in the places that KS X 1001 left free.
 */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const euckr = new TextDecoder('euc-kr');

/** Syllables by their two bytes, made when the first such text comes. */
let table: Map<number, string> | null = null;

function extension(): Map<number, string> {
  const standard = new Set<string>();
  for (let lead = 0xb0; lead <= 0xc8; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      standard.add(euckr.decode(Uint8Array.of(lead, trail)));
    }
  }
  const places = freePlaces();
  const syllables = new Map<number, string>();
  for (let code = FIRST_SYLLABLE; code <= LAST_SYLLABLE; code += 1) {
    const syllable = String.fromCharCode(code);
    if (!standard.has(syllable)) syllables.set(places.next().value as number, syllable);
  }
  return syllables;
}

function* freePlaces(): Generator<number> {
  for (let lead = 0x81; lead <= 0xc6; lead += 1) {
    const lastTrail = lead <= 0xa0 ? 0xfe : 0xa0;
    for (let trail = 0x41; trail <= lastTrail; trail += 1) {
      const letter = trail <= 0x5a || (trail >= 0x61 && trail <= 0x7a) || trail >= 0x81;
      if (letter) yield lead * 256 + trail;
    }
  }
}

/** Two-byte codes by character, made when the first text is to be written. */
let codes: Map<string, number> | null = null;

function allCodes(): Map<string, number> {
  const found = new Map<string, number>();
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x41; trail <= 0xfe; trail += 1) {
      pair[0] = lead;
      pair[1] = trail;
      const text = decodeCp949(pair);
      if ([...text].length === 1 && text !== '\ufffd') found.set(text, lead * 256 + trail);
    }
  }
  return found;
}

/** Never throws; a character that CP949 does not have becomes a question mark. */
export function encodeCp949(text: string): Buffer {
  codes ??= allCodes();
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (const char of text) {
    const code = (char.codePointAt(0) as number) < 0x80 ? char.charCodeAt(0) : codes.get(char);
    if (code !== undefined && code > 0xff) length = bytes.writeUInt16BE(code, length);
    else length = bytes.writeUInt8(code ?? 0x3f, length);
  }
  return bytes.subarray(0, length);
}

/** Never throws; what is no CP949 either becomes U+FFFD. */
export function decodeCp949(bytes: Uint8Array): string {
  table ??= extension();
  let text = '';
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const trail = bytes[i + 1] ?? 0;
    const syllable = table.get(lead * 256 + trail);
    if (syllable !== undefined) {
      text += syllable;
      i += 1;
    } else if (lead >= 0xa1 && lead <= 0xfe && trail >= 0xa1 && trail <= 0xfe) {
      text += euckr.decode(bytes.subarray(i, i + 2));
      i += 1;
    } else {
      text += '\ufffd';
    }
  }
  return text;
}
