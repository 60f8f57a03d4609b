/** Handing the room over to somebody else's computer. */
export const handover = {
  open: '넘겨주기…',
  title: '이 방 넘겨주기',
  text: '방이 다른 사람의 컴퓨터에서 그대로 이어져요. 모두가 저절로 따라가고, 나도 손님으로 함께 가요.',
  who: '누구에게 넘겨줄까요?',
  nobody:
    '지금은 넘겨받을 수 있는 사람이 없어요. 다른 컴퓨터에서 앱으로 들어온 사람이 있어야 해요.',
  offer: '넘겨주기',
  waiting: '{{name}} 님의 대답을 기다리고 있어요…',
  moving: '{{name}} 님의 컴퓨터로 옮기고 있어요… {{percent}}%',
  movingHint: '그동안 쓴 메시지는 다 옮겨지면 나가요.',
  takeBack: '그만두기',
  declined: '{{name}} 님이 받지 않았어요. 방은 여기서 그대로 열려 있어요.',
  failed: '옮기지 못했어요. 방은 여기서 그대로 열려 있어요.',
  refused: '지금은 {{name}} 님에게 넘겨줄 수 없어요.',
  offeredTitle: '{{name}} 님이 방을 넘겨주려고 해요',
  offeredText:
    '지금까지의 대화와 함께 내 컴퓨터에서 방이 열리고, 모두가 따라와요. 내 앱이 켜져 있는 동안 열려 있어요.',
  accept: '받기',
  decline: '괜찮아요',
  taking: '방을 가져오고 있어요… {{percent}}%',
  hosting: '이미 열어 둔 방이 있어요. 그 방을 닫은 뒤에 받을 수 있어요.',
  takeFailed: '하지 못했어요. 방은 있던 곳에 그대로 있어요.',
  mine: '이제 이 방은 내 컴퓨터에 있어요',
  same: '같은 방이에요. 방장이 바뀌었어요: {{name}}',
  sameUnnamed: '같은 방이에요. 방장이 바뀌었어요',
} as const;
