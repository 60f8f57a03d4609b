/**
 * The characters of one peer: UTF-8, or CP949 where its bytes are no UTF-8 (docs/wires/). Whoever
 * has once sent text in CP949 is written to in CP949 from then on, or until it sends Hangul in UTF-8.
 */
import { cleanText } from '../../protocol/text';
import { decodeCp949, encodeCp949 } from './cp949';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const HANGUL = /[가-힣]/;

export class Charset {
  cp949 = false;

  /** Never throws. Without control characters other than tab and line feed; NFC. */
  decode(bytes: Uint8Array): string {
    return cleanText(this.decodeKeys(bytes));
  }

  /** The same with all control characters, for whoever has a use for them. */
  decodeKeys(bytes: Uint8Array): string {
    try {
      const text = utf8.decode(bytes);
      if (this.cp949 && HANGUL.test(text)) this.cp949 = false;
      return text;
    } catch {
      const text = decodeCp949(bytes);
      const isCp949 = !text.includes('\ufffd');
      const mended = withoutTruncated(bytes);
      if (mended !== null && (!isCp949 || HANGUL.test(mended))) return mended;
      if (!isCp949) return Buffer.from(bytes).toString();
      this.cp949 = true;
      return text;
    }
  }

  encode(text: string): Buffer {
    return this.cp949 ? encodeCp949(text) : Buffer.from(text);
  }
}

/** Whole characters of UTF-8, or else the beginning of one; as bytes, so in latin1. */
const CHARACTERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes, not characters
  /([\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})|[\xc2-\xf4][\x80-\xbf]{0,2}/g;

/**
 * UTF-8 in which characters lack their last bytes, without them: a terminal that takes back single
 * bytes where a person takes back a syllable (`stty -iutf8`, telnet) leaves such. Null when
 * anything else is wrong with it.
 */
function withoutTruncated(bytes: Uint8Array): string | null {
  const whole = Buffer.from(bytes).toString('latin1').replace(CHARACTERS, '$1');
  try {
    return utf8.decode(Buffer.from(whole, 'latin1'));
  } catch {
    return null;
  }
}

/** Bytes at the end that begin a character of UTF-8 and do not end it: 0 to 3. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2 && byte <= 0xf4) {
      const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      return back < length ? back : 0;
    }
    if (byte >= 0xc0) return 0;
  }
  return 0;
}
