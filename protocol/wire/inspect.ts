/**
 * What a file's first bytes show: its type, and the dimensions of an image. What it is called says
 * nothing. Only beginnings are looked at, at most FILE_HEAD_BYTES of them, and whatever cannot be
 * read is of no known type.
 */
import { FILE_HEAD_BYTES } from '../limits';

export interface Inspected {
  /** A media type; `application/octet-stream` when nothing is known. */
  readonly type: string;
  /** Pixels, as the image is shown: turned where it says that it lies on its side. */
  readonly width?: number;
  readonly height?: number;
}

export const UNKNOWN_TYPE = 'application/octet-stream';

/** Only what is shown in the window is measured. */
const UNMEASURED = [
  'cur',
  'dds',
  'icns',
  'ico',
  'j2c',
  'jp2',
  'jxl',
  'jxl-stream',
  'ktx',
  'pnm',
  'psd',
  'svg',
  'tga',
  'tiff',
] as const;
const MEASURED = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];
const DIMENSION_MAX = 65_535;

/** What reads them is heavy, and loaded with the first file: most starts of the app see none. */
const load = async () => {
  const [{ fileTypeFromBuffer }, { disableTypes, imageSize }] = await Promise.all([
    import('file-type'),
    import('image-size'),
  ]);
  disableTypes([...UNMEASURED]);
  return { fileTypeFromBuffer, imageSize };
};
type Readers = Awaited<ReturnType<typeof load>>;
let readers: Promise<Readers> | null = null;

/** `head`: how the file begins; the more of it the better, up to FILE_HEAD_BYTES. Never throws. */
export async function inspect(head: Uint8Array): Promise<Inspected> {
  const bytes = head.subarray(0, FILE_HEAD_BYTES);
  readers ??= load();
  const { fileTypeFromBuffer, imageSize } = await readers;
  const type = await typeOf(bytes, fileTypeFromBuffer);
  return MEASURED.includes(type) ? { type, ...dimensionsOf(bytes, imageSize) } : { type };
}

async function typeOf(bytes: Uint8Array, look: Readers['fileTypeFromBuffer']): Promise<string> {
  try {
    const found = await look(bytes);
    if (found) return found.mime.split(';')[0] ?? UNKNOWN_TYPE;
  } catch {
    return UNKNOWN_TYPE;
  }
  return isText(bytes) ? 'text/plain' : UNKNOWN_TYPE;
}

function dimensionsOf(
  bytes: Uint8Array,
  measure: Readers['imageSize'],
): { width: number; height: number } | null {
  try {
    const { width, height, orientation = 1 } = measure(bytes);
    const [across, down] = orientation > 4 ? [height, width] : [width, height];
    const fine = (pixels: number) =>
      Number.isInteger(pixels) && pixels > 0 && pixels <= DIMENSION_MAX;
    return fine(across) && fine(down) ? { width: across, height: down } : null;
  } catch {
    return null;
  }
}

/** UTF-8 without controls. The last character may have been cut in two. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/.test(text);
  } catch {
    return false;
  }
}
