export const welcome = {
  title: '같은 공간에서, 바로 대화해요',
  sub: '가입도 서버도 필요 없어요. 이 컴퓨터에서 방을 열면 같은 네트워크의 모두가 들어올 수 있어요.',
  name: '내 이름',
  nameHint: '언제든 바꿀 수 있어요',
  guest: '손님',
  noRoom: '방이 안 보이나요?',
  checkNetwork: '네트워크 점검',
  backToChat: '대화로 돌아가기',
  nameEmpty: '서로 알아볼 수 있게 이름을 적어 주세요.',
  nameTooLong: '32자까지 쓸 수 있어요.',
  nameUnsafe: '화면에 보이지 않는 글자가 들어 있어요.',
} as const;
