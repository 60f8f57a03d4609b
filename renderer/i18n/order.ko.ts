/** Keeping order: roles, sanctions, rooms' rules, the door, and the sheet of the host. */
export const order = {
  sys: {
    kicked: '{{name}} 님이 {{other}} 님을 내보냈어요',
    rules: '{{name}} 님이 대화방 규칙을 바꿨어요: {{rules}}',
    titled: '{{name}} 님이 대화방 이름을 바꿨어요: {{title}}',
    ended: '{{name}} 님이 대화방을 없앴어요',
  },
  /** After a sentence that says what was done. */
  why: '이유: {{note}}',
  comeBack: '다시 들어가기',
  span: {
    seconds_other: '{{count}}초',
    minutes_other: '{{count}}분',
    hours_other: '{{count}}시간',
    days_other: '{{count}}일',
  },
  rule: {
    none: '규칙 없음',
    slow: '{{span}}마다 한 번',
    readOnly: '운영자만 쓰기',
    locked: '새로 들어오지 못함',
    joined: '지난 이야기는 들어온 때부터',
    noHistory: '지난 이야기 없음',
    capacity_other: '{{count}}명까지',
  },
} as const;
