/** What an exported room says beside what people said, in both languages. */
import type { ChatEvent } from '../../protocol/events';
import type { Language } from '../../protocol/language';

type Kind = Extract<
  ChatEvent['kind'],
  'created' | 'joined' | 'left' | 'topic' | 'renamed' | 'invited' | 'access'
>;
type Lines = { readonly [K in Kind]: (event: Extract<ChatEvent, { kind: K }>) => string };

const en = {
  topic: 'About',
  exported: (when: string) => `Exported ${when}`,
  edited: 'edited',
  deleted: 'This message was deleted.',
  imported: 'imported',
  announcement: 'Announcement',
  forwarded: (name: string, room: string) => `Forwarded from ${name}, ${room}`,
  answers: (name: string) => `answers ${name}`,
  reactions: 'Reactions',
  readBy: (n: number) => `Read by ${n}`,
  pinned: 'Pinned',
  notKept: 'not in this export',
  nothing: 'Nothing was said in this time.',
  lines: {
    created: ({ name }) => `${name} made this room`,
    joined: ({ name }) => `${name} joined`,
    left: ({ name }) => `${name} left`,
    topic: ({ name, topic }) =>
      topic ? `${name} changed the topic: ${topic}` : `${name} cleared the topic`,
    renamed: ({ old, name }) => `${old} is now called ${name}`,
    invited: ({ name, userName }) => `${name} invited ${userName}`,
    access: ({ name }) => `${name} changed who may come in`,
  } satisfies Lines as Lines,
};

export type ExportWords = typeof en;

const ko: ExportWords = {
  topic: '주제',
  exported: (when) => `${when}에 내보냈어요`,
  edited: '고침',
  deleted: '지워진 메시지예요.',
  imported: '가져온 메시지',
  announcement: '공지',
  forwarded: (name, room) => `${room}, ${name} 님의 메시지를 전달했어요`,
  answers: (name) => `${name} 님에게 답장`,
  reactions: '반응',
  readBy: (n) => `${n}명이 읽었어요`,
  pinned: '고정됨',
  notKept: '이 파일에는 없어요',
  nothing: '이 기간에는 대화가 없어요.',
  lines: {
    created: ({ name }) => `${name} 님이 대화방을 만들었어요`,
    joined: ({ name }) => `${name} 님이 들어왔어요`,
    left: ({ name }) => `${name} 님이 나갔어요`,
    topic: ({ name, topic }) =>
      topic ? `${name} 님이 주제를 바꿨어요: ${topic}` : `${name} 님이 주제를 지웠어요`,
    renamed: ({ old, name }) => `${old} 님이 이름을 바꿨어요: ${name}`,
    invited: ({ name, userName }) => `${name} 님이 ${userName} 님을 초대했어요`,
    access: ({ name }) => `${name} 님이 들어올 수 있는 사람을 바꿨어요`,
  },
};

const WORDS: Readonly<Record<Language, ExportWords>> = { ko, en };
export const exportWords = (language: Language): ExportWords => WORDS[language];

/** What happened, in a sentence; null for what is no news to whoever reads back. */
export function sentence(words: ExportWords, event: ChatEvent): string | null {
  const line = words.lines[event.kind as Kind] as ((event: ChatEvent) => string) | undefined;
  return line?.(event) ?? null;
}

/** Day and time of day as people of that language write them. */
export function clocks(language: Language, timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full', ...zone });
  const time = new Intl.DateTimeFormat(language, {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...zone,
  });
  return {
    day: (at: number) => day.format(at),
    time: (at: number) => time.format(at),
  };
}

/** 1,234 B; 12.3 KB; 4.5 MB. */
export function bytesText(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), 3);
  const value = new Intl.NumberFormat(language, { maximumFractionDigits: step === 0 ? 0 : 1 });
  return `${value.format(bytes / 1024 ** step)} ${units[step]}`;
}
