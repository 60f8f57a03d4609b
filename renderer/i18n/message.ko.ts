/** What can be done with a message, and what has become of it. */
export const message = {
  // the strip and the menu
  tools: '메시지 도구',
  menu: '메시지 메뉴',
  more: '더 보기',
  react: '반응 남기기',
  reactWith: '{{emoji}} 반응 남기기',
  unreactWith: '{{emoji}} 반응 거두기',
  reply: '답장',
  edit: '고치기',
  copy: '글 복사',
  copyMarkdown: 'Markdown으로 복사',
  copyLink: '메시지 링크 복사',
  copyAddress: '링크 주소 복사',
  forward: '전달',
  unread: '여기부터 안 읽음',
  pin: '고정',
  unpin: '고정 풀기',
  history: '고친 기록',
  delete: '지우기',
  copied: '복사했어요',
  copiedLink: '메시지 링크를 복사했어요',
  copyFailed: '복사하지 못했어요.',

  // what has become of it
  edited: '고침',
  editedAt: '{{time}}에 고쳤어요',
  gone: '지운 메시지예요',
  goneByOther: '운영자가 지운 메시지예요',
  replyTo: '{{name}} 님에게 답장',
  quoteGone: '지운 메시지예요',
  jumpTo: '원래 메시지로 가기',
  origin: '{{name}} · {{room}}',
  forwarded: '전달한 메시지: {{name}} · {{room}}',

  // reactions
  reactions: '반응',
  reactionCount_other: '반응 {{count}}개',
  you: '나',
  who: '{{names}} 님',
  whoWithMe: '나, {{names}} 님',
  whoMore_other: '{{who}} 외 {{count}}명',
  chip_other: '{{emoji}} {{count}}명: {{names}}',
  tally: '응답 {{total}}개: {{parts}}',

  // announcements
  announcement: '공지',
  gotIt: '확인했어요',
  readBy: '{{of}}명 중 {{count}}명이 읽었어요',
  readByTitle: '누가 읽었나요?',
  haveRead: '읽었어요 {{count}}',
  haveNotRead: '아직 안 읽었어요 {{count}}',
  nobody: '없어요',

  // the board
  pinned: '고정한 메시지',
  pinnedCount_other: '고정한 메시지 {{count}}개',
  goToPin: '고정한 메시지로 가기',

  // dialogs
  deleteTitle: '메시지를 지울까요?',
  deleteMine: '모두의 화면에서 지워져요. 되돌릴 수 없어요.',
  deleteOther:
    '{{name}} 님의 메시지예요. 모두의 화면에서 지워지고, 운영자가 지웠다고 보여요. 되돌릴 수 없어요.',
  historyTitle: '고친 기록',
  historyText: '글쓴이와 운영자만 볼 수 있어요.',
  historyNow: '지금',
  historyEmpty: '남아 있는 기록이 없어요.',
  forwardTitle: '메시지 전달',
  forwardFind: '대화방이나 사람 찾기',
  forwardTo: '어디로 전달할까요?',
  forwardNone: '‘{{q}}’ 결과가 없어요',
  forwardComment: '덧붙일 말 · 비워 두어도 돼요',
  forwardSend: '전달',
  forwardFiles: '파일은 함께 전달되지 않아요.',
  forwardDone: '{{place}}에 전달했어요',
  forwardGo: '보러 가기',
} as const;
