export const classroom = {
  sysHand: '{{name}} 님이 손을 들었어요',
  sysHandDown: '손을 내렸어요 ({{name}})',
  sysLook: '{{name}} 님이 모두를 불렀어요',
} as const;
