export const switcher = {
  title: '바로 가기',
  placeholder: '대화방, 사람, 서버 찾기',
  rooms: '대화방',
  otherRooms: '들어갈 수 있는 대화방',
  people: '사람',
  servers: '서버',
  nothing: '‘{{q}}’ 결과가 없어요',
  unread_other: '안 읽은 메시지 {{count}}개',
} as const;
