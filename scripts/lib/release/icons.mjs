/** Pictures of the app in every size and container, drawn from the two files of packaging/icon. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run.mjs';

/** Up to this size (px) the slats of the large drawing are finer than a pixel. */
const SMALL_UP_TO = 32;
export const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** macOS leaves air around its icons; Windows and Linux do not. In units of the drawing (512). */
const MAC_AIR = 40;

const drawing = (name) => readFileSync(path.join(root, 'packaging', 'icon', name), 'utf8');

/** A PNG of `size` px. */
export async function drawIcon(size, { air = 0 } = {}) {
  const { Resvg } = await import('@resvg/resvg-js');
  const small = size <= SMALL_UP_TO && air === 0;
  const box = `viewBox="${-air} ${-air} ${512 + 2 * air} ${512 + 2 * air}"`;
  const svg = small
    ? drawing('icon-small.svg')
    : drawing('icon.svg').replace('viewBox="0 0 512 512"', box);
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

/** Writes `icons/SIZExSIZE.png`, `icon.ico` and `icon.icns` into a folder. */
export async function makeIcons(folder) {
  const { default: png2icons } = await import('png2icons');
  const set = path.join(folder, 'icons');
  mkdirSync(set, { recursive: true });
  for (const size of LINUX_SIZES) {
    writeFileSync(path.join(set, `${size}x${size}.png`), await drawIcon(size));
  }
  writeFileSync(
    path.join(folder, 'icon.ico'),
    icoOf(await inSizes([16, 24, 32, 48, 64, 128, 256])),
  );
  const mac = png2icons.createICNS(await drawIcon(1024, { air: MAC_AIR }), png2icons.BICUBIC, 0);
  writeFileSync(path.join(folder, 'icon.icns'), mac);
}

const inSizes = (sizes) =>
  Promise.all(sizes.map(async (size) => ({ size, png: await drawIcon(size) })));

/**
 * An ICO of PNGs that were each drawn for their size. (The library would shrink one picture, and
 * the small drawing would be lost.)
 */
export function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [i, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * i;
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
