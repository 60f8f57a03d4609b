import type { ChatError } from '../../../protocol/errors';
import { withJosa } from '../../../protocol/josa';
import { LINE_MAX_BYTES, MESSAGE_MAX_CHARS, NAME_MAX_CHARS } from '../../../protocol/limits';
import { LOBBY_TITLES } from '../../../protocol/lobby';
import type { RoomRules } from '../../../protocol/rules';
import { columns } from './columns';
import { because, seconds, secondsLeft, type Words } from './words';

const dayFormat = new Intl.DateTimeFormat('ko', { dateStyle: 'full' });

const others = (count: number): string =>
  count === 0 ? '지금은 혼자예요.' : `${count}명이 함께 있어요.`;

export const ko: Words = {
  language: 'ko',
  lobby: LOBBY_TITLES.ko,
  greeting: ({ server, name, room, others: count, motd }) => [
    `${server}: 어서 오세요. ${name} 이름으로 #${room} 대화방에 들어왔어요. ${others(count)}`,
    ...(motd ? [motd] : []),
    '쓰는 대로 모두에게 보여요. 이름은 /name 이름, 나머지는 /help, 나가기는 q예요.',
    'English: /lang en',
  ],
  consoleGreeting: ({ server, name }) => [
    `${server} 서버의 콘솔이에요. 이름은 ${withJosa(name, '이에요/예요')}. 쓰는 글은 #${LOBBY_TITLES.ko} 대화방에 보여요.`,
    '명령은 /help, 서버 닫기는 /shutdown, 이 콘솔에서만 나가기는 q예요.',
  ],
  help: [
    '/name 이름             이름 정하기',
    '/rooms                 대화방 목록',
    '/join 대화방 [암호]    대화방으로 가기',
    '/create 대화방         대화방을 만들고 들어가기',
    '/leave                 이 대화방에서 나가기',
    '/who                   이 대화방에 있는 사람',
    '/hand                  수업에서 손 들기, 내리기',
    '/topic [글]            이 대화방의 주제 보기, 정하기',
    '/history [수]          지난 이야기 보기. 더 앞은 /history more',
    '/find 말               내 대화방 모두에서 찾기',
    '/msg 이름 글           한 사람에게만 쪽지 보내기',
    '/invite 이름           이 대화방에 초대하기',
    '/lang ko|en            한국어, English',
    '/quit 또는 q           나가기',
    '/me 글, /shrug         하는 일 말하기, ¯\\_(ツ)_/¯',
    '다른 것은 모두 대화방에 보내요. 빗금으로 시작하는 글은 //처럼 두 번 써 주세요.',
  ],
  moderatorHelp: [
    '/kick 이름 [이유]      이 대화방에서, 로비에서는 서버에서 내보내기',
    '/ban 이름 [분] [이유]  들어오지 못하게 하기',
    '/mute 이름 [분] [이유] 글을 쓰지 못하게 하기. /unmute 이름으로 풀어요',
    '/look                  수업에서 모두 여기 보기',
    '/approve [이름]        문을 두드린 사람 들여보내기. /decline 은 돌려보내기',
  ],
  orderUsage: {
    kick: '/kick 다음에 이름을, 원하면 이유도 써 주세요.',
    ban: '/ban 다음에 이름을, 원하면 몇 분인지와 이유도 써 주세요.',
    mute: '/mute 다음에 이름을, 원하면 몇 분인지와 이유도 써 주세요.',
    unmute: '/unmute 다음에 이름을 써 주세요.',
    approve: '/approve 다음에 문을 두드린 사람의 이름을 써 주세요.',
    decline: '/decline 다음에 문을 두드린 사람의 이름을 써 주세요.',
  },
  ordered: {
    kick: (name) => `${name} 님을 내보냈어요.`,
    ban: (name) => `${name} 님은 이제 들어올 수 없어요.`,
    mute: (name) => `${name} 님은 이제 글을 쓸 수 없어요.`,
    unmute: (name) => `${name} 님은 다시 글을 쓸 수 있어요.`,
    approve: (name) => `${name} 님을 들여보냈어요.`,
    decline: (name) => `${name} 님을 돌려보냈어요.`,
  },
  hostHelp: ['/shutdown [now]        서버 닫기'],
  languageChosen: '한국어로 할게요.',
  askPassword: '이 서버는 암호가 있어야 해요. /password 다음에 암호를 써 주세요. 나가기는 q예요.',
  stillOutside: '아직 들어가지 않아서 보내지 않았어요.',
  passwordNotNeeded: '이미 들어와 있어서 암호는 필요 없어요.',
  tooLong: (limit) =>
    `줄이 너무 길어서 보내지 않았어요. ${limit}바이트까지예요. 나눠서 보내 주세요.`,
  unknownCommand: (name) =>
    `/${name} 명령은 없어요. 명령은 /help 로 볼 수 있어요. 글로 보내려면 //${name} 처럼 써 주세요.`,
  usage: {
    name: '/name 다음에 이름을 써 주세요. 예: /name 민수',
    join: '/join 다음에 대화방을 써 주세요. 예: /join 로비. 목록은 /rooms 예요.',
    create: '/create 다음에 새 대화방 이름을 써 주세요.',
    msg: '/msg 다음에 이름과 글을 써 주세요. 예: /msg 민수 안녕. 빈칸이 있는 이름은 "따옴표"로 묶어 주세요.',
    invite: '/invite 다음에 여기 있는 사람의 이름을 써 주세요.',
    password: '/password 다음에 방장이 알려 준 암호를 써 주세요.',
    lang: '/lang ko 또는 /lang en 이라고 써 주세요.',
    find: '/find 다음에 찾을 말의 일부를 써 주세요. 예: /find 회의, /find 보낸사람:민수 회의',
    history: '/history, /history 다음에 수, 또는 /history more 라고 써 주세요.',
  },
  nowCalled: (name) => `이제 이름은 ${withJosa(name, '이에요/예요')}.`,
  nowIn: (room, count, topic) =>
    `#${room} 대화방이에요. ${others(count)}${topic && ` 주제: ${topic}`}`,
  noRoom:
    '들어가 있는 대화방이 없어서 보내지 않았어요. 목록은 /rooms, 들어가기는 /join 대화방이에요.',
  willSend: (wait) => `너무 빨라요. 다음 줄은 ${wait}초 뒤에 보낼게요.`,
  left: (room) => `#${room} 대화방에서 나왔어요.`,
  rooms: (rooms, more) => [
    ...columns(
      rooms.map(({ name, members, topic, access, here }) => {
        const lock = { open: '', password: ', 암호', invite: ', 초대' }[access];
        return [`${here ? '>' : ' '} #${name}`, `${members}명${lock}`, topic];
      }),
    ),
    ...(more > 0 ? [`  그 밖에 ${more}개`] : []),
  ],
  who: (room, people, more, away) => [
    `#${room}: ${people.length + more}명${away > 0 ? `, 연결되지 않은 사람 ${away}명` : ''}`,
    ...columns(people.map(({ name, role, wire }) => [`  ${name}`, mark(role, wire)])),
    ...(more > 0 ? [`  그 밖에 ${more}명`] : []),
  ],
  topicIs: (topic) =>
    topic ? `주제: ${topic}` : '주제가 없어요. /topic 다음에 글을 쓰면 정할 수 있어요.',
  classroomOnly: '수업인 대화방에서만 돼요. /look 은 이끄는 사람만 쓸 수 있어요.',
  handUp: '손을 들었어요. /hand 를 다시 쓰면 내려요.',
  handDown: '손을 내렸어요.',
  lookAsked: '모두에게 여기를 봐 달라고 했어요.',
  topicSet: '주제를 정했어요.',
  invited: (name) => `${name} 님이 이제 이 대화방에 들어올 수 있어요.`,
  closing: '서버를 닫고 있어요.',
  confirmShutdown: '모두의 서버가 닫혀요. 정말 닫으려면 /shutdown 을 한 번 더 써 주세요.',
  day: (ts) => `--- ${dayFormat.format(ts)} ---`,
  noHistory: '그 앞에는 이야기가 없어요.',
  nothingFound: '찾은 이야기가 없어요.',
  moreFound: '더 있어요. 말을 더하면 좁혀지고, 이전:2026-11-21처럼 쓰면 더 앞을 찾아요.',
  moreHistory: '더 앞은 /history more 로 볼 수 있어요.',
  refused: {
    'bad-frame': () => '알아듣지 못했어요. 명령은 /help 로 볼 수 있어요.',
    'too-large': ({ limit }) =>
      `너무 길어서 보내지 않았어요. ${limit ?? LINE_MAX_BYTES}바이트까지예요. 나눠서 보내 주세요.`,
    'unknown-command': () => '그런 명령은 없어요. 명령은 /help 로 볼 수 있어요.',
    'bad-version': () => '서버의 버전이 달라요. 어떤 프로그램을 써야 하는지 방장에게 물어보세요.',
    'bad-text': ({ limit }) =>
      `보낼 수 없는 글이에요. 비어 있거나 ${limit ?? MESSAGE_MAX_CHARS}자가 넘어요. 고쳐서 다시 보내 주세요.`,
    'bad-name': ({ limit }) =>
      `쓸 수 없는 이름이에요. 보이지 않는 글자 없이 1~${limit ?? NAME_MAX_CHARS}자여야 해요. 다른 이름을 써 주세요.`,
    'not-authenticated': () => '연결이 끝났어요. 다시 연결해 주세요.',
    'bad-signature': () => '키를 확인하지 못했어요. 다시 연결해 주세요.',
    'key-required': () => '여기는 손님으로 들어올 수 없어요. 사랑방 앱을 써 주세요.',
    'plain-refused': () =>
      '이 서버는 그 주소에서 오는 암호화되지 않은 연결을 받지 않아요. 사랑방 앱을 쓰거나, 방장에게 허용해 달라고 해 주세요.',
    'password-required': () => '암호가 있어야 해요. /join 다음에 대화방과 암호를 써 주세요.',
    'password-wrong': () => '암호가 맞지 않아요. 다시 해 주세요.',
    'name-taken': ({ suggestion }) =>
      `이미 쓰고 있는 이름이에요. ${suggestion ? `이건 어때요? /name ${suggestion}` : '다른 이름을 써 주세요.'}`,
    'name-reserved': ({ suggestion }) =>
      `방장이나 서버로 보이는 이름은 쓸 수 없어요. ${suggestion ? `이건 어때요? /name ${suggestion}` : '다른 이름을 써 주세요.'}`,
    banned: ({ note }) =>
      `이 서버에는 들어올 수 없어요${because(note) || '. 방장에게 물어보세요.'}`,
    locked: () => '지금은 새로 들어올 수 없어요.',
    knock: () => '방장이 들여보내 줘야 들어올 수 있는데, 이 프로그램은 기다릴 수 없어요.',
    declined: ({ note }) => `들어오지 못했어요${because(note) || '.'}`,
    'invite-expired': () => '초대 기한이 지났어요.',
    'invite-used-up': () => '초대받을 수 있는 사람이 다 찼어요.',
    'invite-revoked': () => '더는 쓸 수 없는 초대예요.',
    muted: (error) =>
      secondsLeft(error) === null
        ? '지금은 글을 쓸 수 없어요.'
        : `${span(error)} 뒤에 다시 쓸 수 있어요. 지금은 보내지 않았어요.`,
    'read-only': () => '이 대화방에는 운영자만 글을 쓸 수 있어요.',
    'slow-mode': (error) =>
      `천천히 말하는 대화방이라 보내지 않았어요. ${seconds(error)}초 뒤에 다시 쓸 수 있어요.`,
    full: () => '자리가 없어요. 나중에 다시 하거나, 다른 대화방에서 먼저 나와 주세요.',
    'not-allowed': () => '여기서는 할 수 없는 일이에요. 방장이나 대화방 주인에게 부탁해 주세요.',
    'not-a-member': () => '그 대화방에 들어가 있지 않아요. 먼저 /join 대화방으로 들어가 주세요.',
    'no-such-room': () =>
      '그런 대화방은 없거나, 초대받아야 들어갈 수 있어요. 목록은 /rooms, 새로 만들기는 /create 대화방이에요.',
    'no-such-user': () => '그런 이름을 쓰는 사람이 없어요. 누가 있는지는 /who 로 볼 수 있어요.',
    'unclear-name': () => '이 방에서는 /name 다음에 읽을 수 있는 두 글자 이상의 이름을 써 주세요.',
    'no-such-message': () => '그 메시지는 이제 없어요.',
    'no-such-file': () => '그 파일은 이제 없어요.',
    'wrong-hash': () => '파일이 오는 길에 달라졌어요.',
    'room-exists': () => '같은 이름의 대화방이 이미 있어요. /join 대화방으로 들어가 주세요.',
    'already-member': () => '이미 이 대화방에 있어요. 바로 말을 걸어 보세요.',
    'slow-down': (error) => `너무 빨라서 보내지 않았어요. ${seconds(error)}초 뒤에 다시 해 주세요.`,
    'out-of-order': () => '보내지 못했어요. 다시 보내 주세요.',
    'reused-number': () => '보내지 못했어요. 다시 보내 주세요.',
    'shutting-down': () => '서버가 닫히고 있어서 보내지 못했어요. 나중에 다시 와 주세요.',
    'storage-failed': () =>
      '지금은 서버가 저장하지 못해서 보내지 않았어요. 잠시 뒤에 다시 해 주세요.',
    internal: () =>
      '서버에 문제가 생겨서 하지 못했어요. 다시 해 보고, 계속되면 방장에게 알려 주세요.',
  },
  bye: {
    closed: (by) =>
      by ? `${by} 님이 서버를 닫았어요. 안녕히 가세요.` : '서버를 닫았어요. 안녕히 가세요.',
    restarting: () => '서버를 다시 시작하고 있어요. 잠시 뒤에 다시 연결해 주세요.',
    replaced: () => '다른 곳에서 연결했어요. 안녕히 가세요.',
    slow: () => '받는 것이 너무 밀려서 연결을 끝내요. 다시 연결해 주세요.',
    'bad-frames': () => '알아듣지 못한 것이 너무 많아서 연결을 끝내요.',
    silent: () => '오랫동안 소식이 없어서 연결을 끝내요. 다시 연결해 주세요.',
    kicked: (by, note) =>
      `${by === undefined ? '방장이' : `${by} 님이`} 서버에서 내보냈어요${because(note) || '.'}`,
    banned: (by, note) =>
      `${by === undefined ? '방장이' : `${by} 님이`} 이 서버에 들어오지 못하게 했어요${because(note) || '.'}`,
  },
  waiting: {
    knock: '방장에게 물어봤어요. 들여보내 줄 때까지 기다려 주세요. 그만두려면 q예요.',
    full: '자리가 없어요. 자리가 나면 바로 들어갈게요. 그만두려면 q예요.',
  },
  notice: (notice) => {
    switch (notice.what) {
      case 'kicked':
        return `* ${notice.by} 님이 #${notice.room} 대화방에서 내보냈어요${because(notice.reason)}`;
      case 'muted':
        return `* ${notice.by} 님이 ${notice.room === undefined ? '' : `#${notice.room} 대화방에서 `}글을 쓰지 못하게 했어요${because(notice.reason)}`;
      case 'unmuted':
        return `* ${notice.by} 님이 다시 글을 쓸 수 있게 했어요`;
      case 'role':
        return notice.role === 'moderator'
          ? `* ${notice.by} 님이 운영자로 정했어요`
          : `* ${notice.by} 님이 운영자에서 내려놓았어요`;
      case 'room-deleted':
        return `* ${notice.by} 님이 #${notice.room} 대화방을 없앴어요${because(notice.reason)}`;
    }
  },
  knocks: (knocks) =>
    knocks.map(
      ({ id, name }) => `* ${name} 님이 문을 두드렸어요: /approve ${id} 또는 /decline ${id}`,
    ),
  farewell: '안녕히 가세요.',
  consoleFarewell: '콘솔을 닫았어요. 서버는 계속 열려 있고, Ctrl+C를 누르면 끝나요.',
  event: {
    created: ({ name }) => `* ${name} 님이 이 대화방을 만들었어요`,
    joined: ({ name }) => `* ${name} 님이 들어왔어요`,
    left: ({ name }) => `* ${name} 님이 나갔어요`,
    topic: ({ name, topic }) =>
      topic ? `* ${name} 님이 주제를 정했어요: ${topic}` : `* ${name} 님이 주제를 지웠어요`,
    access: ({ name, access }) =>
      `* ${name} 님이 ${
        {
          open: '누구나 들어올 수 있게 했어요',
          password: '암호를 걸었어요',
          invite: '초대받은 사람만 들어오게 했어요',
        }[access]
      }`,
    invited: ({ name, userName }) => `* ${name} 님이 ${userName} 님을 초대했어요`,
    renamed: ({ name, old }) => `* ${old} 님이 이름을 ${withJosa(name, '으로/로')} 바꿨어요`,
    kicked: ({ name, userName }) => `* ${name} 님이 ${userName} 님을 내보냈어요`,
    rules: ({ name, rules }) => `* ${name} 님이 규칙을 바꿨어요: ${ruleWords(rules)}`,
    titled: ({ name, title }) =>
      `* ${name} 님이 대화방 이름을 ${withJosa(`#${title}`, '으로/로')} 바꿨어요`,
    ended: ({ name }) => `* ${name} 님이 이 대화방을 없앴어요`,
    hand: ({ name }) => `* ${name} 님이 손을 들었어요`,
    look: ({ name }) => `* ${name} 님이 모두 여기를 봐 달라고 해요`,
    edited: (name) => `* ${name} (고침)`,
    deleted: ({ name }) => `* ${name} 님이 메시지를 지웠어요`,
    pinned: ({ name }) => `* ${name} 님이 메시지를 고정했어요`,
    direct: (name) => `${name} -> 나`,
  },
};

function mark(role: string, wire: string): string {
  if (role === 'host') return '방장';
  if (role === 'moderator') return '운영자';
  return wire === 'app' ? '' : '터미널';
}

/** A wait as people say it. */
function span(error: ChatError): string {
  const s = seconds(error);
  if (s < 120) return `${s}초`;
  return s < 7_200 ? `${Math.ceil(s / 60)}분` : `${Math.ceil(s / 3_600)}시간`;
}

function ruleWords(rules: RoomRules): string {
  const { slowSeconds, readOnly, classroom, locked, history, capacity } = rules;
  const words = [
    classroom ? '교실' : '',
    slowSeconds > 0 ? `천천히 말하기 ${slowSeconds}초` : '',
    readOnly ? '운영자만 쓰기' : '',
    locked ? '새로 들어오지 못함' : '',
    history === 'joined' ? '지난 이야기는 들어온 때부터' : '',
    history === 'none' ? '지난 이야기 없음' : '',
    capacity !== null ? `${capacity}명까지` : '',
  ].filter(Boolean);
  return words.join(', ') || '없음';
}
