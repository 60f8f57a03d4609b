export const emoji = {
  title: '이모지',
  search: '한국어나 영어로 이모지 찾기',
  all: '모든 이모지',
  recent: '최근에 쓴 것',
  loading: '불러오는 중…',
  none: '‘{{query}}’ 결과가 없어요',
  pick: '이모지를 골라 보세요',
  tone: '피부색',
  toneNone: '노란색',
} as const;
