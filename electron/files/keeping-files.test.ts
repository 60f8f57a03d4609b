/** Files on their way to this disk: over quitting, into the cache, and into other programs. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ClientFiles, FetchOptions } from '../../client/files/api';
import { Refusal } from '../../protocol/errors';
import type { SavedFile } from '../../protocol/files';
import { wordsIn } from '../i18n/words';
import { openCache } from './cache';
import { isOpenable } from './openable';
import { openSaved } from './opening';
import { createPicked } from './picked';
import { openSaveNotes, saveNotesInMemory } from './save-notes';
import { createSaving } from './saving';

const id = (letter: string) => `f${letter.repeat(22)}`;
const REF = { id: id('A'), name: 'a.txt', size: 3, type: 'text/plain', hash: 'H'.repeat(43) };

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sarangbang-keeping-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A client whose fetches end when the test says so. */
function slowFiles() {
  const asked: { place: string; options: FetchOptions; end(): void; fail(why: Error): void }[] = [];
  const files = {
    fetch: (_file: string, place: string, options: FetchOptions) =>
      new Promise((resolve, reject) => {
        writeFileSync(`${place}.part`, 'on');
        const end = () => {
          rmSync(`${place}.part`);
          writeFileSync(place, 'one');
          resolve(REF);
        };
        asked.push({ place, options, end, fail: reject });
        options.signal.addEventListener('abort', () => {
          rmSync(`${place}.part`, { force: true });
          reject(options.signal.reason);
        });
      }),
  } as unknown as ClientFiles;
  return { files, asked };
}

function saver(notes = saveNotesInMemory()) {
  const told: SavedFile[] = [];
  const push = (_server: string, saved: SavedFile) => void told.push(saved);
  return { saving: createSaving({ notes, push, mark: async () => {} }), told, notes };
}

describe('a save', () => {
  test('that the end of the app cut off goes on at the next start, into the same place', async () => {
    const [data, downloads] = [folder(), folder()];
    const broken = vi.fn();
    const before = slowFiles();
    saver(openSaveNotes(data, broken)).saving.start('s', REF, before.files, { folder: downloads });
    expect(readdirSync(downloads)).toEqual(['a.txt.part']);

    const { saving, told, notes } = saver(openSaveNotes(data, broken));
    const { files, asked } = slowFiles();
    saving.resume(
      () => null,
      () => true,
    );
    expect(asked, 'its server is not there yet').toEqual([]);
    saving.resume(
      () => files,
      () => true,
    );
    expect(asked.map(({ place }) => place)).toEqual([path.join(downloads, 'a.txt')]);
    asked[0]?.end();
    expect(await saving.finished('s', REF.id)).toBe(path.join(downloads, 'a.txt'));
    expect(told.map(({ state }) => state)).toEqual(['waiting', 'saved']);
    expect([notes.all(), broken.mock.calls]).toEqual([[], []]);
    expect(readdirSync(downloads)).toEqual(['a.txt']);
  });

  test('from a server that was forgotten meanwhile leaves no part behind', async () => {
    const downloads = folder();
    const { notes } = saver();
    const landing = path.join(downloads, 'a.txt');
    writeFileSync(`${landing}.part`, 'on');
    notes.put({ server: 's', ref: REF, place: landing, landing });
    saver(notes).saving.resume(
      () => null,
      () => false,
    );
    expect(notes.all()).toEqual([]);
    await expect.poll(() => readdirSync(downloads)).toEqual([]);
  });

  test('that was stopped, or failed, is not gone on with, and fails under its own name', async () => {
    const { saving, told, notes } = saver();
    const { files, asked } = slowFiles();
    const downloads = folder();
    saving.start('s', REF, files, { folder: downloads });
    saving.stop('s', REF.id);
    await expect.poll(() => notes.all()).toEqual([]);
    saving.start('s', REF, files, { folder: downloads });
    asked[1]?.fail(new Refusal('no-such-file'));
    await saving.finished('s', REF.id);
    expect(notes.all()).toEqual([]);
    expect(told.at(-1)).toMatchObject({
      ...{ state: 'failed', name: 'a.txt', error: { code: 'no-such-file' } },
    });
  });
});

describe('opening', () => {
  const asking = (answers: number[]) => {
    const questions: string[] = [];
    const opened: string[] = [];
    const deps = {
      words: () => wordsIn('en'),
      ask: async ({ message }: { message: string }) => {
        questions.push(message);
        return answers.shift() ?? 1;
      },
      open: async (place: string) => {
        opened.push(place);
        return '';
      },
      reveal: (place: string) => void opened.push(`shown ${place}`),
    };
    return { deps, questions, opened };
  };
  const file = (name: string, bytes = 'text'): string => {
    const place = path.join(folder(), name);
    writeFileSync(place, bytes);
    return place;
  };

  test('asks first, and takes no for an answer', async () => {
    const { deps, questions, opened } = asking([1, 0]);
    const place = file('a.txt');
    const come = vi.fn(async () => place);
    expect(await openSaved(deps, 'a.txt', come)).toBe('declined');
    expect([opened, come.mock.calls]).toEqual([[], []]);
    expect(await openSaved(deps, 'a.txt', come)).toBe('opened');
    expect(opened).toEqual([place]);
    expect(questions).toEqual(['Open “a.txt”?', 'Open “a.txt”?']);
  });

  test('shows what could run in its folder at most, also under the name of a text', async () => {
    const { deps, questions, opened } = asking([0, 0, 0]);
    const program = file('game.exe');
    expect(await openSaved(deps, 'game.exe', async () => program)).toBe('shown');
    const posing = file('notes.txt', '#!/bin/sh\n');
    expect(await openSaved(deps, 'notes.txt', async () => posing)).toBe('shown');
    expect(opened).toEqual([`shown ${program}`, `shown ${posing}`]);
    expect(questions).toEqual([
      '“game.exe” isn’t opened from here',
      'Open “notes.txt”?',
      '“notes.txt” isn’t opened from here',
    ]);
  });

  test.each([
    ...['a.exe', 'a.sh', 'a.desktop', 'a.html', 'a.svg', 'a.lnk', 'a.url', 'a.jar', 'a.iso'],
    ...['a.docm', 'a.hta', 'a.scr', 'a.app', 'a.command', 'a', 'a.txt.bat', 'pdf'],
  ])('%s is nothing to be opened', (name) => {
    expect(isOpenable(name, Buffer.from('text'))).toBe(false);
  });

  test.each(['a.PDF', '회의록.hwp', 'b.jpeg', 'c.tar.gz'])('%s may be', (name) => {
    expect(isOpenable(name, Buffer.from('text'))).toBe(true);
    expect(isOpenable(name, Buffer.from('\x7fELF\x02', 'latin1'))).toBe(false);
  });
});

test('what is kept for showing has a size, and goes when it is told to', async () => {
  const place = folder();
  const cache = openCache(place);
  expect(await cache.size()).toBe(0);
  writeFileSync(path.join(place, id('A')), 'abc');
  writeFileSync(path.join(place, `${id('B')}.part`), 'ab');
  writeFileSync(path.join(place, 'not ours'), 'abcdef');
  expect(await cache.size()).toBe(5);
  await cache.clear();
  expect(readdirSync(place)).toEqual(['not ours']);
});

test('of what is kept for showing nothing goes that somebody waits for', async () => {
  const place = folder();
  const cache = openCache(place);
  const { files, asked } = slowFiles();
  const coming = cache.get(id('A'), files);
  await expect.poll(() => asked.length).toBe(1);
  await cache.clear();
  asked[0]?.end();
  expect(existsSync(await coming)).toBe(true);
});

test('a pasted thing that a refused message carried goes when it is left out after all', async () => {
  const place = folder();
  const picked = createPicked(place);
  const { token } = await picked.paste('a.png', Buffer.from('bytes'));
  // Taken for a message that was refused: it was never marked as sent.
  expect(picked.take([token])).toHaveLength(1);
  picked.forget([token]);
  await expect.poll(() => readdirSync(place)).toEqual([]);
  const sent = await picked.paste('b.png', Buffer.from('bytes'));
  picked.take([sent.token]);
  picked.sent([sent.token]);
  picked.forget([sent.token]);
  expect(readdirSync(place)).toHaveLength(1);
});
