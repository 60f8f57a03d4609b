/** 알림, 다른 사람, 내 상태. */
export const told = {
  dndEnd: '지금 끄기',
  found_other: '설정 {{count}}개',

  // a room's own rule
  notifications: '알림',
  asElsewhere: '기본 설정대로',
  all: '모두',
  mentions: '나를 부른 것만',
  nothing: '받지 않기',
  muteRoom: '이 대화방 알림 끄기',
  unmuteRoom: '이 대화방 알림 켜기',
  until: {
    hour: '1시간 동안',
    'eight-hours': '8시간 동안',
    tomorrow: '내일까지',
    always: '다시 켤 때까지',
  },
  roomMuted: '알림 꺼짐',
  markRead: '읽음으로 표시',

  // me
  setStatus: '상태 메시지 쓰기…',
  status: '상태 메시지',
  statusText: '지금 무엇을 하고 있나요?',
  statusEmoji: '이모지',
  statusClear: '지우기',
  statusFor: '언제까지',
  statusEnds: { never: '지울 때까지', hour: '1시간', 'four-hours': '4시간', today: '오늘 밤까지' },
  statusHint: '연결되어 있는 동안 내 서버의 모두가 볼 수 있어요.',
  statusRemove: '상태 메시지 지우기',
  statusIdeas: {
    lunch: '식사 중',
    meeting: '회의 중',
    focus: '집중하는 중',
    home: '집에 있어요',
    back: '곧 돌아와요',
  },
  beOnline: '온라인으로 보이기',
  beAway: '자리 비움으로 보이기',
  dnd: '방해 금지',
  dndOn: '방해 금지 · {{until}}',

  // somebody
  profile: '{{name}} 님 정보',
  profileMe: '나예요',
  verified: '기기 키로 확인된 사람이에요',
  notVerified: '이름만 있어요. 누구인지 증명하는 키가 없어요',
  wire: '접속 방법: {{wire}}',
  message: '쪽지 보내기',
  mention: '부르기',
  muteMe: '나만 알림 끄기',
  unmuteMe: '알림 켜기',
  blockMe: '나만 차단하기',
  unblockMe: '차단 풀기',
  muteHint: '이 사람의 알림을 받지 않아요.',
  blocked: '{{name}} 님을 차단했어요. 메시지가 접혀 보이고 알림이 오지 않아요.',
  mutedPerson: '{{name}} 님의 알림을 껐어요.',
  blockedNow: '{{name}} 님을 차단했어요.',
  undo: '되돌리기',
  goneFromHere: '이 서버의 목록에 더는 없어요',

  // folded
  blockedMessage: '차단한 사람의 메시지',
  show: '보기',
  hide: '접기',
} as const;
