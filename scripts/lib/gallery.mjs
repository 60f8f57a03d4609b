/** All pictures of the screens on one page, so that a person can look through them by eye. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = /^(.+)-(ko|en)-(light|dark)(-small)?\.png$/;
const LOOKS = ['ko-light', 'ko-dark', 'en-light', 'en-dark'];

/** What a picture shows, by its file name; null for other files. */
export function readName(file) {
  const found = NAME.exec(file);
  if (!found) return null;
  const [, screen, language, theme, small] = found;
  return { file, screen, look: `${language}-${theme}`, size: small ? 'small' : 'large' };
}

const escaped = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** One section for each screen, one row for each size, one column for each look. */
export function galleryPage(files) {
  const pictures = files.map(readName).filter(Boolean);
  const screens = [...new Set(pictures.map(({ screen }) => screen))].sort();
  const cell = (screen, size, look) => {
    const found = pictures.find(
      (one) => one.screen === screen && one.size === size && one.look === look,
    );
    if (!found) return '<td></td>';
    const file = escaped(found.file);
    return `<td><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a></td>`;
  };
  const row = (screen, size) =>
    pictures.some((one) => one.screen === screen && one.size === size)
      ? `<tr><th scope="row">${size}</th>${LOOKS.map((look) => cell(screen, size, look)).join('')}</tr>`
      : '';
  const section = (screen) => `<section><h2 id="${escaped(screen)}">${escaped(screen)}</h2><table>
<tr><td></td>${LOOKS.map((look) => `<th scope="col">${look}</th>`).join('')}</tr>
${row(screen, 'large')}${row(screen, 'small')}</table></section>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sarangbang: every screen</title>
<style>body{font:14px system-ui;margin:24px;background:#ddd}table{border-spacing:8px;width:100%}
img{width:100%;border-radius:6px}td{vertical-align:top}th{font-weight:600;text-align:left}</style>
<h1>Every screen (${screens.length}), ${pictures.length} pictures</h1>
<p>${screens.map((one) => `<a href="#${escaped(one)}">${escaped(one)}</a>`).join(' · ')}</p>
${screens.map(section).join('\n')}</html>
`;
}

/** Writes `index.html` beside the pictures of a folder; its path, or null without pictures. */
export function writeGallery(folder) {
  if (!existsSync(folder)) return null;
  const files = readdirSync(folder).filter((file) => readName(file));
  if (files.length === 0) return null;
  const page = path.join(folder, 'index.html');
  writeFileSync(page, galleryPage(files));
  return page;
}
