export const reading = {
  back: '보던 곳으로',
  newAbove_other: '새 메시지 {{count}}개',
  linkMessage: '메시지',
  linkMessageIn: '{{name}} 메시지',
  linkRoom: '대화방: {{name}}',
  trouble: {
    gone: '그 메시지는 이제 없어요.',
    away: '예전 메시지는 서버에 다시 연결되면 가져올 수 있어요.',
    'no-room': '그 메시지가 있는 대화방에 들어와 있지 않아요.',
  },
} as const;
