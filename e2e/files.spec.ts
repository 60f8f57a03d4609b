/**
 * Files and pictures between two people in the real app: looked over, sent, shown, cut and gone on
 * with, given up, kept under clean names, looked at large, and found again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createFaultProxy } from '../client/testing/fault-proxy';
import { cleanUp, launch, type RunningApp, resize } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { composer, hostRoom, join, messages, onLoopback, portOf, say, sees } from './support/talk';

const LARGE = { width: 1240, height: 780 };
const SMALL = { width: 720, height: 480 };
const MB = 1024 ** 2;

declare global {
  interface Window {
    readonly sarangbang: { call(name: string, input: unknown): Promise<unknown> };
  }
}

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-e2e-files-'));
  folders.push(made);
  return made;
};

test.afterEach(async () => {
  await cleanUp();
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

/** A picture of two colours, so that one can see whether it lies the right way up. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows.set(
        [40 + (150 * y) / height, 120 + (100 * x) / width, y < height / 2 ? 190 : 110],
        y * (1 + width * 3) + 1 + x * 3,
      );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Half a second of one tone, 8 bits at 8 kHz. */
function wav(): Buffer {
  const samples = Buffer.from(Array.from({ length: 4000 }, (_, i) => 128 + 60 * Math.sin(i / 3)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** As the system drags it: the only way in which a folder gets to the page. */
async function dragIn(page: Page, place: string): Promise<void> {
  const box = await page.locator('main').boundingBox();
  const at = { x: (box?.x ?? 0) + 300, y: (box?.y ?? 0) + 200 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [place], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
}

/** Files of this computer as the system hands them to the page: by a field of the page. */
async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), {
      ...{ type: 'file', multiple: true, id: 'from-the-desktop', hidden: true },
    });
    document.body.append(field);
  });
  await page.locator('#from-the-desktop').setInputFiles([...paths]);
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#from-the-desktop');
    const dataTransfer = new DataTransfer();
    for (const file of field?.files ?? []) dataTransfer.items.add(file);
    field?.remove();
    const pane = document.querySelector('main');
    for (const kind of ['dragenter', 'dragover', 'drop'])
      pane?.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  });
}

/** A file that has no place on this computer's disk, under any name; of at most 16 MB. */
async function pasteFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await composer(page).evaluate(
    (field, [called, base64]) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([raw], called, { type: 'application/octet-stream' }));
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [name, bytes.toString('base64')] as const,
  );
}

/** What lies on the clipboard only, such as a picture of the screen. */
async function pasteImage(page: Page, bytes: Buffer): Promise<void> {
  await composer(page).evaluate((field, base64) => {
    const data = new DataTransfer();
    const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    data.items.add(new File([raw], 'image.png', { type: 'image/png' }));
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, bytes.toString('base64'));
}

const sheet = (page: Page): Locator =>
  page.getByRole('dialog', { name: /^(파일 \d+개 보내기|Send \d+ files?)$/ });
const caption = (page: Page): Locator => sheet(page).getByRole('textbox');

/** The host's bounds, as the Manage sheet sets them. */
const setLimit = (page: Page, maxBytes: number) =>
  page.evaluate(
    (most) =>
      (
        window as unknown as {
          sarangbang: { call(name: string, input: unknown): Promise<unknown> };
        }
      ).sarangbang.call('host.change', {
        files: { maxBytes: most, userBytes: most * 10, totalBytes: most * 50, days: null },
      }),
    maxBytes,
  );

const shownIn = (page: Page, name: RegExp): Locator => page.getByRole('img', { name });

/** Every height that the line of a picture has, frame by frame, until the picture is there. */
const watchHeights = (page: Page) =>
  page.evaluate(() => {
    const seen = new Set<number>();
    (window as unknown as { heights: Set<number> }).heights = seen;
    const frame = () => {
      const row = [...document.querySelectorAll('li[data-kind="message"]')].at(-1);
      if (row?.querySelector('img')) seen.add(Math.round(row.getBoundingClientRect().height));
      requestAnimationFrame(frame);
    };
    frame();
  });
const heights = (page: Page): Promise<number[]> =>
  page.evaluate(() => [...(window as unknown as { heights: Set<number> }).heights]);

/** What the system's dialog for folders would answer. */
const chooses = ({ app }: RunningApp, place: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, place);

/** Of the picture on the clipboard. */
const imageWidth = ({ app }: RunningApp): Promise<number> =>
  app.evaluate(({ clipboard }) => {
    const board = clipboard as unknown as { readImage(): { getSize(): { width: number } } };
    return board.readImage().getSize().width;
  });

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('files: looked over, sent, shown, saved, found again', async () => {
  test.setTimeout(150_000);
  const host = await launch({ language: 'ko', theme: 'light', size: LARGE });
  const { page } = host;
  await page.getByRole('textbox', { name: /^내 이름/ }).fill('김민수');
  const link = await hostRoom(page);
  await setLimit(page, 20 * MB);
  const proxy = await createFaultProxy({ target: { host: '127.0.0.1', port: portOf(link) } });
  const guest = await launch({ language: 'en', theme: 'dark', size: LARGE });
  await join(guest.page, onLoopback(link, proxy.port), 'Jihoon');
  await expect(composer(guest.page)).toBeVisible();
  const desk = folder();
  const elsewhere = folder();
  const file = (name: string, bytes: Buffer): string => {
    const place = path.join(desk, name);
    writeFileSync(place, bytes);
    return place;
  };

  await test.step('a pasted picture is looked over, gets a caption, and arrives in its place', async () => {
    await watchHeights(guest.page);
    await pasteImage(page, png(1600, 1000));
    await expect(caption(page)).toBeFocused();
    await expect(sheet(page)).toContainText('1600×1000');
    await look(page, 'files-sheet-ko-light');
    await caption(page).fill('포스터 시안이에요');
    await caption(page).press('Enter');
    await expect(sheet(page)).toBeHidden();
    const shown = shownIn(guest.page, /a picture by 김민수/);
    await expect(shown).toBeVisible();
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
    await sees(guest.page, '포스터 시안이에요');
    expect(await heights(guest.page), 'the line never changes its height').toHaveLength(1);
    await look(guest.page, 'files-message-en-dark');
  });

  await test.step('what is too large is told beforehand, and holds the rest back until it is left out', async () => {
    const large = file('film.bin', Buffer.alloc(21 * MB));
    const text = file('memo.txt', Buffer.from('안녕하세요'));
    await dropFiles(guest.page, [large, text]);
    const dialog = sheet(guest.page);
    await expect(dialog.getByRole('alert')).toHaveText('20 MB at most here; this is 21 MB.');
    await expect(dialog.getByRole('button', { name: 'Send' })).toBeDisabled();
    await look(guest.page, 'files-too-large-en-dark');
    await dialog.getByRole('button', { name: 'Leave out film.bin' }).click();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('button', { name: 'memo.txt 저장' })).toBeVisible();
  });

  await test.step('a cut upload goes on by itself; a hostile name lands clean; every byte is there', async () => {
    const bytes = randomBytes(12 * MB);
    const accepted = proxy.accepted;
    await pasteFile(guest.page, '회의\u202Egnp.exe', bytes);
    await expect(sheet(guest.page).getByText('gnp.exe')).toBeVisible();
    proxy.cutAfter(4 * MB, 'up');
    await caption(guest.page).press('Enter');
    const save = page.getByRole('button', { name: '회의gnp.exe 저장' });
    await expect(save).toBeVisible({ timeout: 30_000 });
    expect(proxy.accepted, 'another connection carried the rest').toBeGreaterThan(accepted + 1);
    const downloads = folder();
    await chooses(host, downloads);
    await page.evaluate(() => window.sarangbang.call('files.folder', undefined));
    await save.click();
    await expect(page.getByRole('button', { name: '회의gnp.exe 폴더에서 보기' })).toBeVisible();
    expect(readdirSync(downloads)).toEqual(['회의gnp.exe']);
    expect(sha256(readFileSync(path.join(downloads, '회의gnp.exe')))).toBe(sha256(bytes));
  });

  await test.step('what is on its way can be given up', async () => {
    await dropFiles(guest.page, [file('slow.bin', randomBytes(6 * MB))]);
    await expect(caption(guest.page)).toBeFocused();
    proxy.stall('up');
    await caption(guest.page).press('Enter');
    const row = guest.page.locator('li[data-kind="pending"]');
    await expect(row).toContainText('slow.bin');
    await row.getByRole('button', { name: 'Don’t send slow.bin' }).click();
    await expect(row).toBeHidden();
    proxy.resume();
  });

  await test.step('several pictures stand in a grid; one is looked at large, by keys alone', async () => {
    const three = [1, 2, 3].map((one) => file(`draft ${one}.png`, png(700, 300 * one)));
    await dropFiles(guest.page, three);
    await expect(sheet(guest.page).getByRole('listitem')).toHaveCount(3);
    await caption(guest.page).press('Enter');
    const tile = page.getByRole('button', { name: /draft 1\.png/ });
    await expect(page.getByRole('img', { name: /님의 사진 draft/ })).toHaveCount(3);
    await look(page, 'files-grid-ko-light');
    await tile.focus();
    await page.keyboard.press('Enter');
    const viewer = page.getByRole('dialog', { name: 'draft 1.png' });
    await expect(viewer).toContainText('4장 중 2번째');
    await page.keyboard.press('ArrowRight');
    const next = page.getByRole('dialog', { name: 'draft 2.png' });
    await expect(next.getByRole('img')).toBeVisible();
    const width = async () => (await next.getByRole('img').boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before * 1.3);
    await page.keyboard.press('0');
    await expect.poll(width).toBeCloseTo(before, 0);
    await look(page, 'files-viewer-ko-light');
    await next.getByRole('button', { name: '사진 복사' }).click();
    await expect.poll(() => imageWidth(host)).toBe(700);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(tile).toBeFocused();
  });

  await test.step('folders, empty files and too many of them say what happens', async () => {
    const many = Array.from({ length: 29 }, (_, i) => file(`n${i}.txt`, Buffer.from(`${i}`)));
    await dropFiles(guest.page, [...many, file('empty.txt', Buffer.alloc(0))]);
    const dialog = sheet(guest.page);
    await expect(dialog.getByRole('alert')).toHaveText('At most 10 at once; these are 30.');
    await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await guest.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await dropFiles(guest.page, [path.join(desk, 'empty.txt')]);
    await caption(guest.page).press('Enter');
    await expect(page.getByRole('button', { name: 'empty.txt 저장' })).toBeVisible();
    await dragIn(guest.page, desk);
    await expect(dialog).toContainText('Folders can’t be sent. Put it into an archive first.');
    await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await look(guest.page, 'files-folder-en-dark');
    await guest.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('a text that is too long goes as a file, after asking', async () => {
    await composer(guest.page).fill('long '.repeat(1000));
    await composer(guest.page).press('Enter');
    await guest.page.getByRole('button', { name: 'Send as a file' }).click();
    const asks = guest.page.getByRole('alertdialog', { name: 'Send this text as a file?' });
    await expect(asks).toContainText('5,000 characters');
    await asks.getByRole('button', { name: 'Send as a file' }).click();
    await expect(page.getByRole('button', { name: 'Long text.txt 저장' })).toBeVisible();
    await expect(composer(guest.page)).toHaveValue('');
  });

  await test.step('sound plays in its place; a film that cannot be shown is a file to save', async () => {
    const film = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
      wav(),
    ]);
    await dropFiles(guest.page, [file('tone.wav', wav()), file('film.mp4', film)]);
    await caption(guest.page).press('Enter');
    const player = page.locator('audio[aria-label="tone.wav"]');
    await expect(player).toBeVisible();
    const seconds = await player.evaluate(async (audio: HTMLAudioElement) => {
      await audio.play();
      return audio.duration;
    });
    expect(seconds).toBeCloseTo(0.5, 1);
    await expect(page.getByRole('button', { name: 'film.mp4 저장' })).toBeVisible();
    await expect(page.locator('video')).toHaveCount(0);
    await look(page, 'files-sound-ko-light');
  });

  await test.step('a saved file opens after asking only; kept pictures are told and cleared', async () => {
    await host.app.evaluate(({ dialog, shell }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { opened: seen });
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
      shell.openPath = async (place: string) => {
        seen.push(place);
        return '';
      };
    });
    await page.getByRole('button', { name: 'memo.txt 더 하기' }).click();
    await look(page, 'files-menu-ko-light');
    await page.getByRole('menuitem', { name: '열기…' }).click();
    const opened = () =>
      host.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    await expect
      .poll(async () => (await opened()).map((one) => path.basename(one)))
      .toEqual(['memo.txt']);
    await pressMenu(host.app, 'CmdOrCtrl+,');
    const settings = page.getByRole('dialog', { name: '설정' });
    await settings.getByRole('tab', { name: '파일' }).click();
    await look(page, 'files-settings-ko-light');
    await settings.getByRole('button', { name: '받아 둔 파일 지우기' }).click();
    await expect(settings.getByText('지금 0바이트')).toBeVisible();
    await chooses(host, elsewhere);
    await settings.getByRole('button', { name: '폴더 바꾸기' }).click();
    await expect(settings.getByText(elsewhere)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(settings).toBeHidden();
  });

  await test.step('files of a room: found by name, and saved, by keys alone', async () => {
    await page.getByRole('button', { name: '대화방 메뉴' }).click();
    await page.getByRole('menuitem', { name: '파일', exact: true }).click();
    const all = page.getByRole('dialog', { name: /로비의 파일$/ });
    await expect(all.getByRole('listitem')).toHaveCount(4);
    await look(page, 'files-room-ko-light');
    await all.getByRole('radio', { name: '사진' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(all.getByRole('button', { name: 'memo.txt 더 하기' })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.type('tone');
    await expect(all.getByRole('listitem')).toHaveCount(1);
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
    await expect(all.getByRole('button', { name: 'tone.wav 저장' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(all.getByRole('button', { name: 'tone.wav 폴더에서 보기' })).toBeVisible();
    expect(readFileSync(path.join(elsewhere, 'tone.wav'))).toEqual(wav());
    await page.keyboard.press('Escape');
    await expect(all).toBeHidden();
  });

  await test.step('the host takes more, and for some days; whoever sends is told', async () => {
    await page.getByRole('button', { name: '관리', exact: true }).click();
    const manage = page.getByRole('dialog', { name: '내가 연 방' });
    await manage.getByRole('tab', { name: '저장 공간' }).click();
    const most = manage.getByRole('combobox', { name: '파일 하나의 크기' });
    await most.selectOption(String(100 * MB));
    await expect(most).toHaveValue(String(100 * MB));
    const days = manage.getByRole('combobox', { name: '파일을 두는 기간' });
    await days.selectOption('30');
    await expect(days).toHaveValue('30');
    await look(page, 'files-manage-ko-light');
    await page.keyboard.press('Escape');
    await dropFiles(guest.page, [path.join(desk, 'film.bin')]);
    await expect(sheet(guest.page)).toContainText(
      'A file can have 100 MB at most, and is removed after 30 days.',
    );
    await guest.page.keyboard.press('Escape');
    await expect(sheet(guest.page)).toBeHidden();
  });

  await test.step('a message goes on to another room with its file', async () => {
    await say(page, '/create 디자인');
    await expect(page.getByRole('heading', { level: 1, name: '디자인' })).toBeVisible();
    await page.getByRole('button', { name: /^로비/ }).click();
    const row = messages(page).filter({ hasText: 'memo.txt' }).first();
    await row.click({ button: 'right', position: { x: 200, y: 12 } });
    await page.getByRole('menuitem', { name: /^전달/ }).click();
    const dialog = page.getByRole('dialog', { name: '메시지 전달' });
    await dialog.getByRole('combobox').fill('ㄷㅈㅇ');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('memo.txt');
    await look(page, 'files-forward-ko-light');
    await dialog.getByRole('textbox').fill('여기에도 둘게요');
    await page.keyboard.press('Enter');
    const note = page.getByRole('region', { name: '짧은 알림' });
    await note.getByRole('button', { name: '보러 가기' }).click();
    await sees(page, '여기에도 둘게요');
    await page.getByRole('button', { name: 'memo.txt 저장' }).click();
    await expect(page.getByRole('button', { name: 'memo.txt 폴더에서 보기' })).toBeVisible();
    expect(readFileSync(path.join(elsewhere, 'memo.txt'), 'utf8')).toBe('안녕하세요');
  });

  await test.step('in a small window', async () => {
    await resize(host.app, SMALL);
    await look(page, 'files-small-ko-light');
    await resize(host.app, LARGE);
  });
  await proxy.close();
});
