import { expect, it } from 'vitest';
import { galleryPage, readName } from './gallery.mjs';

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

it('shows each picture once, under its screen', () => {
  const files = ['main-ko-light.png', 'main-en-dark-small.png', 'invite-ko-dark.png', 'x.txt'];
  const page = galleryPage(files);
  for (const file of files.slice(0, 3)) expect(page.split(`src="${file}"`)).toHaveLength(2);
  expect(page.match(/<h2/g)).toHaveLength(2);
  expect(page).not.toContain('x.txt');
});
