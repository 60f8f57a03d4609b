/** What the page may look at, and where files come to lie. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { mediaUrl, pickedUrl } from '../../protocol/files';
import { mediaAnswer, rangeOf, readMediaUrl } from './media';
import { createPicked } from './picked';
import { freePath } from './saving';

const FILE = `f${'A'.repeat(22)}`;
const TOKEN = 'T'.repeat(22);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4nGP8z8Dwn4GBgYEBAAwIAgHkZ0cQAAAAAElFTkSuQmCC',
  'base64',
);

/** A picture that says it is so wide and high. */
function bomb(side: number): Buffer {
  const bytes = Buffer.from(PNG);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return bytes;
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sarangbang-files-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('addresses of media', () => {
  test('are read as they are written', () => {
    expect(readMediaUrl(mediaUrl('plain:10.0.0.1:7878', FILE))).toEqual({
      ...{ kind: 'server', server: 'plain:10.0.0.1:7878', file: FILE },
    });
    expect(readMediaUrl(pickedUrl(TOKEN))).toEqual({ kind: 'picked', token: TOKEN });
  });
  test.each([
    `sarangbang-file://picked/../${TOKEN}`,
    `sarangbang-file://picked/${TOKEN}/x`,
    `sarangbang-file://server/x/..%2f..%2fetc`,
    `sarangbang-file://server//${FILE}`,
    `sarangbang-file://other/x/${FILE}`,
    `file:///etc/passwd`,
  ])('%s is none', (url) => expect(readMediaUrl(url)).toBeNull());
  test('ranges stay inside the file', () => {
    expect(rangeOf('bytes=5-', 10)).toEqual({ start: 5, end: 9 });
    expect(rangeOf('bytes=0-99', 10)).toEqual({ start: 0, end: 9 });
    expect(rangeOf('bytes=10-', 10)).toBeNull();
  });
});

describe('picked files', () => {
  const ask = async (bytes: Buffer | string, name: string) => {
    const place = path.join(folder(), name);
    writeFileSync(place, bytes);
    const picked = createPicked(folder());
    const [file] = await picked.add([place]);
    const sources = {
      picked: (token: string) => picked.find(token)?.path,
      server: (): never => {
        throw new Error('no such server');
      },
    };
    const answer = await mediaAnswer(sources)(new Request(pickedUrl(file?.token ?? '')));
    return { file, answer };
  };

  test('a picture is shown by its bytes, under whatever name', async () => {
    const { file, answer } = await ask(PNG, 'x.html');
    expect(file).toMatchObject({ type: 'image/png', width: 3, height: 2, size: PNG.length });
    expect(JSON.stringify(file)).not.toContain(tmpdir());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
  });
  test.each([
    ['x.png', '<html><script>1</script></html>'],
    ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['x.png', '%PDF-1.7 '],
    ['bomb.png', bomb(60_000)],
    ['x.png', 'PK\x03\x04'],
  ])('%s that is none of these is not shown', async (name, bytes) => {
    expect((await ask(bytes, name)).answer.status).toBe(404);
  });
  test('what is a picture and a page at once is a picture only', async () => {
    const both = Buffer.concat([PNG, Buffer.from('<script>alert(1)</script>')]);
    const { answer } = await ask(both, 'x.html');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  test('a folder, or nothing, is said to be none', async () => {
    const picked = createPicked(folder());
    const [dir, nothing] = await picked.add([folder(), '/no/such/file']);
    expect(dir?.problem).toBe('no-file');
    expect(nothing?.problem).toBe('unreadable');
    expect(() => picked.take([dir?.token ?? ''])).toThrow();
  });
});

test('a file is never written over another', () => {
  const place = folder();
  writeFileSync(path.join(place, 'a.txt'), '');
  writeFileSync(path.join(place, 'a (2).txt.part'), '');
  expect(freePath(place, 'a.txt')).toBe(path.join(place, 'a (3).txt'));
  for (const name of ['../../evil', '..', '/etc/passwd', 'CON', 'C:\\x', 'a:b', '\u202Egnp.exe'])
    expect(path.dirname(freePath(place, name))).toBe(place);
  expect(path.basename(freePath(place, 'aux.txt'))).toBe('_aux.txt');
});
