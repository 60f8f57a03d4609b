export const welcome = {
  title: 'Chat with the people around you',
  sub: 'No sign-up, no server. Open a room on this computer and everyone on your network can join.',
  name: 'My name',
  nameHint: 'change any time',
  guest: 'Guest',
  noRoom: 'Don’t see the room?',
  checkNetwork: 'Check my network',
  backToChat: 'Back to the chat',
  nameEmpty: 'Write a name so that others know you.',
  nameTooLong: '32 characters at most.',
  nameUnsafe: 'This name has characters that others could not see.',
} as const;
