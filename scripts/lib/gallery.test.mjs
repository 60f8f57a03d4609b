import { expect, it } from 'vitest';
import { galleryPage, missingOf, readName } from './gallery.mjs';

it('reads what a picture shows from its name, and leaves other files alone', () => {
  expect(readName('key-changed-en-dark-small.png')).toEqual({
    file: 'key-changed-en-dark-small.png',
    screen: 'key-changed',
    look: 'en-dark',
    size: 'small',
  });
  expect(readName('notes.txt')).toBeNull();
  expect(readName('main.png')).toBeNull();
});

const parts = [{ part: 'First', screens: { main: 'a room', invite: 'the QR' } }];

it('shows each picture once, under its screen, and what is not listed behind the others', () => {
  const files = ['main-ko-light.png', 'main-en-dark-small.png', 'x-ko-dark.png', 'x.txt'];
  const page = galleryPage(files, parts);
  for (const file of files.slice(0, 3)) expect(page.split(`src="${file}"`)).toHaveLength(2);
  expect([...page.matchAll(/<h3 id="(\w+)"/g)].map(([, id]) => id)).toEqual([
    'main',
    'invite',
    'x',
  ]);
  expect(page).not.toContain('x.txt');
});

it('says what is listed and was not taken', () => {
  const missing = missingOf(['main-ko-light.png', 'invite-en-dark-small.png'], parts);
  expect(missing).toHaveLength(2 * 8 - 2);
  expect(missing).toContain('main-ko-light-small.png');
  expect(missing).not.toContain('main-ko-light.png');
  expect(galleryPage(['main-ko-light.png'], parts)).toContain('Missing: 15');
});
