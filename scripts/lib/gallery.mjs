/** All pictures of the screens on one page, so that a person can look through them by eye. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ELSEWHERE, SCREENS } from './screens.mjs';

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

const SIZES = ['large', 'small'];

/** What is listed and was not taken: `screen, size, look`. */
export function missingOf(files, parts = SCREENS) {
  const taken = new Set(files);
  return parts
    .flatMap(({ screens }) => Object.keys(screens))
    .flatMap((screen) =>
      SIZES.flatMap((size) =>
        LOOKS.map((look) => `${screen}-${look}${size === 'small' ? '-small' : ''}.png`),
      ),
    )
    .filter((file) => !taken.has(file));
}

/** Parts of listed screens, then what was taken besides; a row for each size, a column for each look. */
export function galleryPage(files, parts = SCREENS) {
  const pictures = files.map(readName).filter(Boolean);
  const missing = missingOf(files, parts);
  const listed = new Set(parts.flatMap(({ screens }) => Object.keys(screens)));
  const others = [...new Set(pictures.map(({ screen }) => screen))]
    .filter((screen) => !listed.has(screen))
    .sort();
  const all = [
    ...parts,
    ...(others.length > 0
      ? [{ part: 'Besides', screens: Object.fromEntries(others.map((one) => [one, ''])) }]
      : []),
  ];
  const cell = (screen, size, look) => {
    const found = pictures.find(
      (one) => one.screen === screen && one.size === size && one.look === look,
    );
    if (!found) return `<td>${listed.has(screen) ? '<b>missing</b>' : ''}</td>`;
    const file = escaped(found.file);
    return `<td><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a></td>`;
  };
  const row = (screen, size) =>
    listed.has(screen) || pictures.some((one) => one.screen === screen && one.size === size)
      ? `<tr><th scope="row">${size}</th>${LOOKS.map((look) => cell(screen, size, look)).join('')}</tr>`
      : '';
  const section = ([
    screen,
    words,
  ]) => `<section><h3 id="${escaped(screen)}">${escaped(screen)} <small>${escaped(words)}</small></h3><table>
<tr><td></td>${LOOKS.map((look) => `<th scope="col">${look}</th>`).join('')}</tr>
${SIZES.map((size) => row(screen, size)).join('\n')}</table></section>`;
  const links = ({ part, screens }) =>
    `<p><b>${escaped(part)}</b>: ${Object.keys(screens)
      .map((one) => `<a href="#${escaped(one)}">${escaped(one)}</a>`)
      .join(' · ')}</p>`;
  const elsewhere = Object.entries(ELSEWHERE)
    .map(([screen, why]) => `<li>${escaped(screen)}: ${escaped(why)}</li>`)
    .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sarangbang: every screen</title>
<style>body{font:14px system-ui;margin:24px;background:#ddd}table{border-spacing:8px;width:100%;table-layout:fixed}
img{width:100%;border-radius:6px}td{vertical-align:top}th{font-weight:600;text-align:left}
th:first-child,td:first-child{width:4em}b{color:#a00}p b,summary b{color:inherit}small{font-weight:400;color:#555}</style>
<h1>Every screen (${listed.size}), ${pictures.length} pictures</h1>
<details${missing.length > 0 ? ' open' : ''}><summary><b>Missing: ${missing.length}</b></summary><p>${missing.map(escaped).join(' · ')}</p></details>
<details><summary>Not to be seen on this system</summary><ul>${elsewhere}</ul></details>
${all.map(links).join('\n')}
${all.map(({ part, screens }) => `<h2>${escaped(part)}</h2>${Object.entries(screens).map(section).join('\n')}`).join('\n')}</html>
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
