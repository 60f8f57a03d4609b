/**
 * Everybody in one room: two apps, clients of both encodings of the course, a terminal, and one
 * program of each old wire, in Korean. Each receives exactly what its wire promises (docs/wires/).
 */
import { once } from 'node:events';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { COMPAT_PORTS } from '../protocol/compat';
import { occupy } from './support/lan';
import { cleanUp, launch, resize } from './support/launch';
import { look } from './support/looks';
import { endPrograms, havePython, printsExactly, python } from './support/programs';
import { composer, hostRoom, join, messages, portOf, say, sees } from './support/talk';
import { rawSocket } from './support/terminal';

test.afterEach(async () => {
  endPrograms();
  await cleanUp();
});

// All tests that need these ports are in this file: files run side by side, the tests of one do not.
const PORTS_TAKEN = 'another program has one of the ports 7777, 8080, 8888, 9000';

/** Whether the ports that the old programs have built in are free on this computer. */
async function portsAreFree(): Promise<boolean> {
  for (const port of Object.values(COMPAT_PORTS)) {
    const held = await occupy(port);
    if (!held) return false;
    held.close();
    await once(held, 'close');
  }
  return true;
}

/** The page of the Manage sheet where the old wires are switched on. */
async function door(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^(Manage|관리)$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^(Your room|내가 연 방)$/ });
  await sheet.getByRole('tab', { name: /^(Door|문)/ }).click();
  return sheet;
}

async function openOldPorts(page: Page): Promise<void> {
  const sheet = await door(page);
  const switches = sheet.getByRole('switch');
  for (const wire of ['한 줄 대화', '릴레이', '받는 사람 적기', '대괄호와 에코']) {
    await switches.and(sheet.getByLabel(new RegExp(`^${wire}`))).click();
  }
  await expect(sheet.getByText(/번 포트에 열림/)).toHaveCount(4);
  await page.keyboard.press('Escape');
}

test('two apps, the course, a terminal and every old program talk in one room', async () => {
  test.skip(!havePython, 'python3, in which the old programs are written, is not installed here');
  test.skip(!(await portsAreFree()), PORTS_TAKEN);
  test.setTimeout(120_000);
  const host = await launch({ language: 'ko', theme: 'light', size: { width: 1240, height: 780 } });
  await host.page.getByRole('textbox', { name: '내 이름' }).fill('민수');
  await host.page.keyboard.press('Tab');
  const link = await hostRoom(host.page);
  const port = portOf(link);
  await openOldPorts(host.page);
  const guest = await launch({ language: 'ko' });
  await join(guest.page, link, '지훈');
  await expect(guest.page.getByText('#로비').first()).toBeVisible();

  // ---- they come, one after another ----
  const course = python('course_client', '--port', port);
  course.say('/name 서연', '/join 1');
  await course.printed('system 방제[로비] 방에 입장했습니다.');
  const protobuf = python('course_client', '--port', port, '--format', 'protobuf');
  protobuf.say('/name 유나', '/join 1');
  await protobuf.printed('system 방제[로비] 방에 입장했습니다.');
  const terminal = await rawSocket(port);
  terminal.write('/name 태오\n');
  await course.printed('system guest 의 이름이 태오 으로 변경되었습니다.');
  const line = python('line_client', '127.0.0.1', COMPAT_PORTS.line, '영희');
  await protobuf.until(() => countOf(protobuf.lines, 'system [guest] 님이 입장했습니다.') === 2);
  const relay = python('relay_client', '127.0.0.1', COMPAT_PORTS.relay);
  await protobuf.printed('system [Client1] 님이 입장했습니다.');
  const mail = python('mail_client', '127.0.0.1', COMPAT_PORTS.mail, '철수');
  await protobuf.printed('system [철수] 님이 입장했습니다.');
  const bracket = python('bracket_client', '127.0.0.1', COMPAT_PORTS.bracket, '은지');
  await protobuf.printed('system [guest2] 님이 입장했습니다.');

  // ---- and talk ----
  await say(host.page, '모두 보이나요?');
  await sees(guest.page, '모두 보이나요?');
  await say(guest.page, '네, 잘 보여요');
  await sees(host.page, '네, 잘 보여요');
  const talk: [{ say(line: string): void }, string][] = [
    [course, '교실 뒤에서도 보여요'],
    [protobuf, '저도요'],
    [{ say: (text) => terminal.write(`${text}\n`) }, '터미널에서도 보입니다'],
    [line, '줄 단위로 보냅니다'],
    [relay, '중계로 왔어요'],
    [bracket, '괄호 안에 있어요'],
  ];
  for (const [who, text] of talk) {
    who.say(text);
    await sees(host.page, text);
  }
  mail.say('민수: 편지로 인사해요');
  const rooms = host.page.getByRole('navigation');
  await rooms.getByRole('button', { name: /^철수/ }).click();
  await sees(host.page, '편지로 인사해요');
  await say(host.page, '편지 잘 받았어요');
  await mail.printed('< from 민수: 편지 잘 받았어요');
  await rooms.getByRole('button', { name: /^로비/ }).click();

  // ---- what each of them has received, all of it ----
  const inRoom: [name: string, text: string][] = [
    ['민수', '모두 보이나요?'],
    ['지훈', '네, 잘 보여요'],
    ['서연', '교실 뒤에서도 보여요'],
    ['유나', '저도요'],
    ['태오', '터미널에서도 보입니다'],
    ['영희', '줄 단위로 보냅니다'],
    ['Client1', '중계로 왔어요'],
    ['은지', '괄호 안에 있어요'],
  ];
  const heard = (shape: (name: string, text: string) => string[], but?: string) =>
    inRoom.flatMap(([name, text]) => (name === but ? [] : shape(name, text)));
  /** Two of them have no name before they speak. */
  const introduced: Record<string, string> = { 영희: 'guest', 은지: 'guest2' };
  const courseTalk = (me: string) =>
    heard((name, text) => {
      const old = introduced[name];
      const renamed = old ? [`system ${old} 의 이름이 ${name} 으로 변경되었습니다.`] : [];
      return [...renamed, ...(name === me ? [] : [`chat ${name} ${text}`])];
    });
  const came = [
    'system [guest] 님이 입장했습니다.',
    'system guest 의 이름이 태오 으로 변경되었습니다.',
    'system [guest] 님이 입장했습니다.',
    'system [Client1] 님이 입장했습니다.',
    'system [철수] 님이 입장했습니다.',
    'system [guest2] 님이 입장했습니다.',
  ];
  await printsExactly(course, [
    'system 이름이 서연 으로 변경되었습니다.',
    'system 방제[로비] 방에 입장했습니다.',
    'system [유나] 님이 입장했습니다.',
    ...came,
    ...courseTalk('서연'),
  ]);
  await printsExactly(protobuf, [
    'system 이름이 유나 으로 변경되었습니다.',
    'system 방제[로비] 방에 입장했습니다.',
    ...came,
    ...courseTalk('유나'),
  ]);
  await printsExactly(
    line,
    heard((name, text) => [`< ${name}> ${text}`]),
  );
  await printsExactly(
    relay,
    heard((name, text) => [`< ${name}>> ${text}`], 'Client1'),
  );
  await printsExactly(
    bracket,
    heard((name, text) => [`< [${name}] ${text}`]),
  );
  await printsExactly(mail, ['< from 민수: 편지 잘 받았어요']);
  for (const [name, text] of inRoom) {
    if (name !== '태오') await terminal.waitFor(`${name}: ${text}\n`);
  }

  // ---- and in both apps, with the mark of their wire ----
  for (const { page } of [host, guest]) {
    await expect(messages(page)).toHaveCount(inRoom.length);
    for (const [i, [name, text]] of inRoom.entries()) {
      await expect(messages(page).nth(i)).toContainText(name);
      await expect(messages(page).nth(i)).toContainText(text);
    }
  }
  const marks = ['', '', '강의', '강의', '터미널', '한 줄', '릴레이', '대괄호'];
  for (const [i, mark] of marks.entries()) {
    if (mark) await expect(messages(host.page).nth(i)).toContainText(mark);
  }
  await look(host.page, 'everybody-ko-light');
  await resize(guest.app, { width: 720, height: 480 });
  await look(guest.page, 'everybody-ko-small');
});

const countOf = (lines: readonly string[], wanted: string): number =>
  lines.filter((line) => line === wanted).length;

test('an old line program talks with the app once its wire is switched on, also after a restart', async () => {
  test.skip(!(await portsAreFree()), PORTS_TAKEN);
  const host = await launch();
  await hostRoom(host.page);
  let sheet = await door(host.page);
  await sheet.getByRole('switch', { name: /^Line chat/ }).click();
  await expect(sheet.getByText('Open at port 8888')).toBeVisible();
  const old = await rawSocket(8888);
  await expect(sheet.getByText('Open at port 8888 · 1 person')).toBeVisible();
  await host.page.keyboard.press('Escape');
  old.write('영희> 옛날 프로그램이에요\n');
  await sees(host.page, '옛날 프로그램이에요');
  await old.waitFor('영희> 옛날 프로그램이에요\n');
  await say(host.page, '반가워요');
  await old.waitFor('> 반가워요\n');
  old.end();
  await host.close();

  const again = await launch({ userData: host.userData });
  await expect(composer(again.page)).toBeVisible();
  sheet = await door(again.page);
  const wire = sheet.getByRole('switch', { name: /^Line chat/ });
  await expect(wire).toBeChecked();
  await expect(sheet.getByText('Open at port 8888')).toBeVisible();
  await wire.click();
  await expect(sheet.getByText('port 8888 · Minsu> hello')).toBeVisible();
});
