/**
 * Draws the small pictures of tray and taskbar (electron/assets/tray/): the lantern, unlit or lit,
 * with or without a mark for what is unread, for light and dark panels; and the marks that Windows
 * lays over the button of the app. Run it after changing the drawing: `node scripts/tray-icons.mjs`.
 *
 * Shapes are functions of a point in a square of 32 units; each pixel is the mean of 8 × 8 points.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const folder = path.join(import.meta.dirname, '..', 'electron', 'assets', 'tray');
const POINTS = 8;

const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const rounded = (x0, y0, x1, y1, r) => (x, y) => {
  const dx = Math.max(x0 + r - x, x - (x1 - r), 0);
  const dy = Math.max(y0 + r - y, y - (y1 - r), 0);
  return dx * dx + dy * dy <= r * r && x >= x0 && x <= x1 && y >= y0 && y <= y1;
};
const disc = (cx, cy, r) => (x, y) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r;
/** The paper of the lantern: straight above and below, bulging at its sides. */
const paper = (inset) => (x, y) => {
  if (y < 8.6 + inset || y > 24.4 - inset) return false;
  const bulge = 4.6 * Math.sqrt(Math.max(0, 1 - ((y - 16.5) / 8.6) ** 2));
  return Math.abs(x - 16) <= 6.6 + bulge - inset;
};
const lantern = (frame, fill, ribs) => [
  [rounded(15, 1.6, 17, 6, 1), frame],
  [rounded(9.6, 5, 22.4, 8.6, 1.6), frame],
  [rounded(9.6, 24.4, 22.4, 28, 1.6), frame],
  [paper(0), frame],
  [paper(1.7), fill],
  ...(ribs ? [[rounded(15.4, 10, 16.6, 23, 0.4), ribs]] : []),
];
/** With an edge of nothing around it, so that it stands off the lantern. */
const mark = (colour) => [
  [disc(25, 24, 7.6), null],
  [disc(25, 24, 6), colour],
];

const pixel = (layers, px, py, size) => {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < POINTS * POINTS; i += 1) {
    const x = ((px + ((i % POINTS) + 0.5) / POINTS) * 32) / size;
    const y = ((py + (Math.floor(i / POINTS) + 0.5) / POINTS) * 32) / size;
    let top = null;
    for (const [inside, colour] of layers) if (inside(x, y)) top = colour;
    if (!top) continue;
    for (const [channel, value] of rgb(top).entries()) sum[channel] += value;
    sum[3] += 1;
  }
  const covered = sum[3] || 1;
  const alpha = Math.round((sum[3] * 255) / (POINTS * POINTS));
  return [...sum.slice(0, 3).map((value) => Math.round(value / covered)), alpha];
};

const chunk = (type, data) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
  return Buffer.concat([head, data, sum]);
};
const png = (layers, size) => {
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    rows.push(0);
    for (let x = 0; x < size; x += 1) rows.push(...pixel(layers, x, y, size));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** The panel's ground is what differs: dark lines on a light one, light lines on a dark one. */
const panels = {
  light: { frame: '#4e5359', paper: '#fefdfa', unread: '#b63132' },
  dark: { frame: '#d8dcde', paper: '#2b3338', unread: '#fb817a' },
};
const LIT = { light: ['#8a5111', '#f3a52b', '#c77a17'], dark: ['#f6c16b', '#fab549', '#c77a17'] };

mkdirSync(folder, { recursive: true });
const write = (name, layers, size) =>
  writeFileSync(path.join(folder, `${name}.png`), png(layers, size));
for (const [panel, { frame, paper: ground, unread }] of Object.entries(panels)) {
  const idle = lantern(frame, ground, null);
  const hosting = lantern(...LIT[panel]);
  const states = {
    idle,
    hosting,
    'idle-unread': [...idle, ...mark(unread)],
    'hosting-unread': [...hosting, ...mark(unread)],
  };
  for (const [state, layers] of Object.entries(states)) write(`${state}-${panel}`, layers, 32);
}
write('overlay-number', [[disc(16, 16, 14), '#b63132']], 16);
write('overlay-dot', [[disc(16, 16, 9), '#00686d']], 16);
