/** Everything that the course's wire says in sentences: those of the course, and our own. Pure. */
import type { ByeReason } from '../../../protocol/envelopes';
import type { ChatError, ErrorCode } from '../../../protocol/errors';
import { MESSAGE_MAX_CHARS, NAME_MAX_CHARS } from '../../../protocol/limits';

/** To the letter: clients and people know them (docs/wires/course.md "Texts"). */
export const COURSE = {
  nameSet: (name: string) => `이름이 ${name} 으로 변경되었습니다.`,
  renamed: (old: string, name: string) => `${old} 의 이름이 ${name} 으로 변경되었습니다.`,
  entered: (title: string) => `방제[${title}] 방에 입장했습니다.`,
  joined: (name: string) => `[${name}] 님이 입장했습니다.`,
  left: (name: string) => `[${name}] 님이 퇴장했습니다.`,
  leftSelf: (title: string) => `방제[${title}] 대화 방에서 퇴장했습니다.`,
  createInRoom: '대화 방에 있을 때는 방을 개설 할 수 없습니다.',
  joinInRoom: '대화 방에 있을 때는 다른 방에 들어갈 수 없습니다.',
  noSuchRoom: '대화방이 존재하지 않습니다.',
  notInRoom: '현재 대화방에 들어가 있지 않습니다.',
} as const;

/** What the course had no words for, in its tone. */
export const OURS = {
  topic: (name: string, topic: string) =>
    topic === ''
      ? `[${name}] 님이 주제를 지웠습니다.`
      : `[${name}] 님이 주제를 정했습니다: ${topic}`,
  /** After a list: rooms that did not fit. */
  moreRooms: (count: number) => `그 밖에 대화방이 ${count}개 더 있습니다.`,
  /** In a list of names. */
  moreMembers: (count: number) => `외 ${count}명`,
  serverPassword:
    '이 서버는 암호가 있어야 들어올 수 있습니다. 이 프로그램으로는 암호를 보낼 수 없으니 사랑방 앱으로 들어오세요.',
  roomPassword:
    '암호가 있는 대화방입니다. 이 프로그램으로는 암호를 보낼 수 없으니 사랑방 앱으로 들어가세요.',
  shutdownRefused: '서버 종료는 방장만 할 수 있습니다.',
} as const;

const seconds = ({ retryAfterMs = 1000 }: ChatError): number =>
  Math.max(1, Math.ceil(retryAfterMs / 1000));

const again = '보내지 못했습니다. 다시 보내 주세요.';

/** One sentence for each refusal of the hub. */
export const refused: Readonly<Record<ErrorCode, (error: ChatError) => string>> = {
  'bad-frame': () => '알아듣지 못했습니다.',
  'too-large': () => '너무 길어서 보내지 않았습니다. 나눠서 보내 주세요.',
  'unknown-command': () => '그런 명령은 없습니다.',
  'bad-version': () => '서버의 버전이 다릅니다. 방장에게 물어보세요.',
  'bad-text': ({ limit }) =>
    `보낼 수 없는 글입니다. 비어 있거나 ${limit ?? MESSAGE_MAX_CHARS}자가 넘습니다.`,
  'bad-name': ({ limit }) =>
    `쓸 수 없는 이름입니다. 보이지 않는 글자 없이 1~${limit ?? NAME_MAX_CHARS}자여야 합니다.`,
  'not-authenticated': () => '연결이 끝났습니다. 다시 접속해 주세요.',
  'bad-signature': () => '키를 확인하지 못했습니다. 다시 접속해 주세요.',
  'key-required': () => '이 서버에는 손님으로 들어올 수 없습니다. 사랑방 앱으로 들어오세요.',
  'plain-refused': () => '이 사랑방은 암호화된 연결만 받습니다. 사랑방 앱으로 들어오세요.',
  'password-required': () => OURS.roomPassword,
  'password-wrong': () => '암호가 맞지 않습니다.',
  'name-taken': ({ suggestion }) =>
    `다른 사람의 이름이라서 쓸 수 없습니다.${suggestion === undefined ? '' : ` 이 이름은 비어 있습니다: ${suggestion}`}`,
  'name-reserved': ({ suggestion }) =>
    `방장이나 서버로 보이는 이름은 쓸 수 없습니다.${suggestion === undefined ? '' : ` 이 이름은 비어 있습니다: ${suggestion}`}`,
  banned: () => '이 서버에는 들어올 수 없습니다. 방장에게 물어보세요.',
  full: () => '자리가 없습니다. 나중에 다시 해 주세요.',
  locked: () => '지금은 새로 들어올 수 없습니다.',
  knock: () => '방장이 들여보내야 들어올 수 있는데, 이 프로그램은 기다릴 수 없습니다.',
  declined: () => '방장이 들여보내지 않았습니다.',
  'invite-expired': () => '초대 기한이 지났습니다.',
  'invite-used-up': () => '초대받을 수 있는 사람이 다 찼습니다.',
  'invite-revoked': () => '더는 쓸 수 없는 초대입니다.',
  muted: () => '지금은 글을 쓸 수 없습니다. 방장에게 물어보세요.',
  'read-only': () => '이 대화방에는 운영자만 글을 쓸 수 있습니다.',
  'slow-mode': (error) =>
    `천천히 말하는 대화방이라 받지 않았습니다. ${seconds(error)}초 뒤에 다시 해 주세요.`,
  'not-allowed': () => '여기서는 할 수 없는 일입니다. 방장에게 부탁해 주세요.',
  'not-a-member': () => COURSE.notInRoom,
  'no-such-room': () => COURSE.noSuchRoom,
  'no-such-user': () => '그런 이름을 쓰는 사람이 없습니다.',
  'unclear-name': () => '이 방에서는 읽을 수 있는 두 글자 이상의 이름을 써야 합니다.',
  'no-such-message': () => '그런 메시지가 없습니다.',
  'no-such-file': () => '그런 파일이 없습니다.',
  'wrong-hash': () => '파일이 오는 길에 달라졌습니다.',
  'room-exists': () => '같은 이름의 대화방이 이미 있습니다. 다른 이름으로 개설해 주세요.',
  'already-member': () => '이미 이 대화방에 있습니다.',
  'slow-down': (error) => `너무 빨라서 받지 않았습니다. ${seconds(error)}초 뒤에 다시 해 주세요.`,
  'out-of-order': () => again,
  'reused-number': () => again,
  'shutting-down': () => '서버가 종료되고 있어서 받지 않았습니다.',
  'storage-failed': () =>
    '지금은 서버가 저장하지 못해서 받지 않았습니다. 잠시 뒤에 다시 해 주세요.',
  internal: () => '서버에 문제가 생겨서 하지 못했습니다. 다시 해 주세요.',
};

/** The last words. */
export const bye: Readonly<Record<ByeReason, (by: string | undefined) => string>> = {
  closed: (by) =>
    by === undefined ? '서버가 종료되었습니다.' : `[${by}] 님이 서버를 종료했습니다.`,
  restarting: () => '서버를 다시 시작합니다. 잠시 뒤에 다시 접속해 주세요.',
  replaced: () => '다른 곳에서 접속해서 연결을 끊습니다.',
  slow: () => '받지 않은 글이 너무 많아서 연결을 끊습니다.',
  'bad-frames': () => '알아듣지 못한 것이 너무 많아서 연결을 끊습니다.',
  silent: () => '오랫동안 소식이 없어서 연결을 끊습니다.',
  kicked: (by) =>
    by === undefined ? '방장이 서버에서 내보냈습니다.' : `[${by}] 님이 서버에서 내보냈습니다.`,
  banned: () => '이제 이 서버에는 들어올 수 없습니다. 방장에게 물어보세요.',
};
