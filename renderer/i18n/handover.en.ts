/** Handing the room over to somebody else's computer. */
export const handover = {
  open: 'Hand over…',
  title: 'Hand over this room',
  text: 'It goes on at somebody else’s computer, with everything in it. Everybody follows by themselves, you too, as a guest.',
  who: 'To whom?',
  nobody:
    'Nobody here can take it: it needs somebody who is in with the app, from another computer.',
  offer: 'Offer it',
  waiting: 'Waiting for {{name}}…',
  moving: 'Moving to {{name}}’s computer… {{percent}} %',
  movingHint: 'What is written meanwhile goes out when it is there.',
  takeBack: 'Take it back',
  declined: '{{name}} did not take it. The room is open here as before.',
  failed: 'It could not be moved. The room is open here as before.',
  refused: 'It cannot be offered to {{name}} now.',
  offeredTitle: '{{name}} wants to hand you this room',
  offeredText:
    'Your computer opens it then, with all that was said in it, and everybody comes along. It is open for as long as your app runs.',
  accept: 'Take it',
  decline: 'No, thank you',
  taking: 'Fetching the room… {{percent}} %',
  hosting: 'You have a room open already. Close it first, then take this one.',
  takeFailed: 'That did not work. The room stays where it was.',
  mine: 'This room is on your computer now',
  same: 'Same room, new host: {{name}}',
  sameUnnamed: 'Same room, new host',
} as const;
