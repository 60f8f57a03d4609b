/** The app was opened with an invite link. */
export const link = {
  title: '초대를 받았어요',
  titleNamed: '"{{name}}" 초대를 받았어요',
  address: '주소',
  words: '초대장의 안전 단어',
  noKey: '키가 없는 링크라서 첫 방문 때 단어를 비교해요.',
  bad: '초대 링크를 읽을 수 없어요.',
  badHint: '새 초대장을 받거나, 서버에 연결에서 받은 메시지를 통째로 붙여 넣어 주세요.',
} as const;
