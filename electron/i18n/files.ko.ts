/** In the system's own dialogs about files that people sent. */
export const files = {
  openFile: '‘{name}’ 파일을 열까요?',
  openHint: '다른 사람이 보낸 파일이에요. 기다리던 파일일 때만 여세요.',
  openYes: '열기',
  openNo: '취소',
  openNever: '‘{name}’ 파일은 여기서 열지 않아요',
  openNeverHint: '이런 파일은 스스로 실행될 수 있어요. 폴더에서 확인한 뒤에 직접 정해 주세요.',
  openFolder: '폴더에서 보기',
};
