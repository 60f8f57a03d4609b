/** What the command line says to people, in both languages; facts are for programs and stay as they are. */
import { MAIN_PORT, PASSWORD_MAX_CHARS } from '../protocol/limits';

const en = {
  program: 'Chat for people who are near each other: serve a room from the command line.',
  serve: 'Run a server until it is told to stop (Ctrl+C or SIGTERM).',
  host: 'address to listen on (default: every address of this computer)',
  port: 'port; 0 takes any free one',
  data: "folder of the server's key and history (default: {{folder}})",
  name: "the server's name for people; kept in the data folder",
  password:
    'asked of everybody who comes in; better given as SARANGBANG_PASSWORD, which others on this computer cannot see',
  plain: 'from where unencrypted connections (nc, old clients) are accepted',
  tls: 'encrypted connections',
  rateLimit: 'hold back floods of messages, connections and wrong passwords',
  durability: 'full keeps accepted messages through a power cut; normal only through a crash',
  capacity: 'most people at a time',
  notAPort: 'a port is a number from 0 to 65535',
  notACount: 'a number from 1 on',
  notAPassword: `a password has 1 to ${PASSWORD_MAX_CHARS} characters`,
  noWayIn: 'with --tls off and --plain off nobody could come in',
  portTaken: `port {{port}} is taken by another program. Choose another one, for example: sarangbang serve --port {{next}}`,
  portForbidden: `port {{port}} needs more rights than this user has. Choose one above 1023, for example: sarangbang serve --port ${MAIN_PORT}`,
  notMyAddress:
    '{{host}} is not an address of this computer. Leave --host out to listen on all of them.',
  folderInUse:
    'another server is using the folder {{folder}}. Stop it, or give this one its own: sarangbang serve --data DIR',
  folderForbidden:
    'the folder {{folder}} cannot be used ({{why}}). Choose another one: sarangbang serve --data DIR',
  cannotStart: 'the server cannot start: {{why}}',
};

export type Words = typeof en;

const ko: Words = {
  program: '가까이 있는 사람들의 채팅: 명령줄에서 방을 엽니다.',
  serve: '멈추라고 할 때까지(Ctrl+C 또는 SIGTERM) 서버를 돌립니다.',
  host: '받을 주소 (기본값: 이 컴퓨터의 모든 주소)',
  port: '포트; 0이면 비어 있는 아무 포트',
  data: '서버의 키와 대화 기록을 둘 폴더 (기본값: {{folder}})',
  name: '사람들에게 보일 서버 이름; 데이터 폴더에 남습니다',
  password:
    '들어오는 모두에게 묻는 비밀번호; 이 컴퓨터의 다른 사용자가 볼 수 없도록 SARANGBANG_PASSWORD로 주는 편이 낫습니다',
  plain: '암호화되지 않은 연결(nc, 옛 프로그램)을 받을 곳',
  tls: '암호화된 연결',
  rateLimit: '쏟아지는 메시지, 연결, 틀린 비밀번호를 막습니다',
  durability: 'full은 정전에도, normal은 프로그램이 죽어도 받은 메시지를 지킵니다',
  capacity: '한 번에 들어올 수 있는 사람 수',
  notAPort: '포트는 0에서 65535까지의 숫자입니다',
  notACount: '1 이상의 숫자여야 합니다',
  notAPassword: `비밀번호는 1자에서 ${PASSWORD_MAX_CHARS}자까지입니다`,
  noWayIn: '--tls off와 --plain off를 함께 쓰면 아무도 들어올 수 없습니다',
  portTaken:
    '{{port}}번 포트는 다른 프로그램이 쓰고 있습니다. 다른 포트를 고르세요. 예: sarangbang serve --port {{next}}',
  portForbidden: `{{port}}번 포트를 쓸 권한이 없습니다. 1023보다 큰 포트를 고르세요. 예: sarangbang serve --port ${MAIN_PORT}`,
  notMyAddress: '{{host}}은(는) 이 컴퓨터의 주소가 아닙니다. --host를 빼면 모든 주소에서 받습니다.',
  folderInUse:
    '다른 서버가 {{folder}} 폴더를 쓰고 있습니다. 그 서버를 멈추거나 다른 폴더를 주세요: sarangbang serve --data 폴더',
  folderForbidden:
    '{{folder}} 폴더를 쓸 수 없습니다 ({{why}}). 다른 폴더를 고르세요: sarangbang serve --data 폴더',
  cannotStart: '서버를 시작할 수 없습니다: {{why}}',
};

/** By the user's locale, as POSIX ranks its variables; English for all that is not Korean. */
export function wordsFor(env: NodeJS.ProcessEnv): Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale();
  return /^ko([_.-]|$)/i.test(locale) ? ko : en;
}

const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

/** Fills `{{name}}` places. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''));
