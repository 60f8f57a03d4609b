export const reading = {
  back: 'Back to where I was',
  newAbove_one: '{{count}} new',
  newAbove_other: '{{count}} new',
  linkMessage: 'A message',
  linkMessageIn: 'A message in {{name}}',
  linkRoom: 'Room: {{name}}',
  trouble: {
    gone: 'That message is not there any more.',
    away: 'Older messages can be fetched when the server is back.',
    'no-room': 'You are not in the room of that message.',
  },
} as const;
