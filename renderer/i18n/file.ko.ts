/** Files: choosing, looking over, sending, showing and keeping them. */
export const file = {
  // choosing
  attach: '파일 붙이기',
  none: '이 서버는 파일을 받지 않아요',
  dropHere: '여기에 놓으면 {{room}}에 보내요',
  pickFailed: '파일을 가져오지 못했어요.',
  pasteTooLarge: '너무 커서 붙여넣을 수 없어요. 파일로 저장한 뒤에 골라 주세요.',
  textName: '긴 글.txt',

  // looking over
  sendTitle_other: '파일 {{count}}개 보내기',
  sendTo: '{{room}}에 보내요',
  replying: '{{name}} 님에게 답장으로 보내요',
  caption: '덧붙일 말',
  captionHint: '덧붙일 말 · 비워 두어도 돼요',
  limit: '파일 하나에 {{limit}}까지 보낼 수 있어요.',
  limitDays_other: '파일 하나에 {{limit}}까지 보낼 수 있고, {{count}}일 뒤에 지워져요.',
  tooLarge: '여기서는 {{limit}}까지예요. 이 파일은 {{size}}예요.',
  tooMany: '한 번에 {{most}}개까지 보낼 수 있어요. 지금 {{count}}개예요.',
  problem: {
    'no-file': '폴더는 보낼 수 없어요. 압축해서 보내 주세요.',
    unreadable: '읽을 수 없는 파일이에요.',
  },
  remove: '{{name}} 빼기',
  addMore: '더 고르기',
  send: '보내기',
  sendFailed: '보내지 못했어요. 파일이 그대로 있는지 확인해 주세요.',
} as const;
