export const common = {
  appName: '사랑방',
  close: '닫기',
  cancel: '취소',
  continue: '계속',
  tryAgain: '다시 시도',
  copy: '복사',
  copied: '복사했어요',
  save: '저장',
  showPassword: '암호 보기',
  hidePassword: '암호 가리기',
  notes: '짧은 알림',
  wentWrong: '잘 되지 않았어요. 잠시 뒤에 다시 해 주세요.',
} as const;
