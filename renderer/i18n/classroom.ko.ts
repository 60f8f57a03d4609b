export const classroom = {
  sysHand: '{{name}} 님이 손을 들었어요',
  sysHandDown: '손을 내렸어요 ({{name}})',
  sysLook: '{{name}} 님이 모두를 불렀어요',
  title: '수업',
  none: '손을 든 사람이 없어요',
  somebody: '나간 사람',
  lower: '내려 주기',
  raise: '손 들기',
  raised: '손 내리기 ({{place}}번째)',
  look: '모두 여기 보기',
  lookHere: '{{name}} 님이 모두 여기를 봐 달라고 해요.',
  hands_other: '손을 든 사람 {{count}}명, 든 차례대로',
} as const;
