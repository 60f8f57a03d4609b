/** The app was opened with an invite link. */
export const link = {
  title: 'You’re invited',
  titleNamed: 'You’re invited to “{{name}}”',
  address: 'Address',
  words: 'Safety words of the invite',
  noKey: 'This link names no key, so the words are compared on the first visit.',
  bad: 'This invite link can’t be read.',
  badHint: 'Ask for a new invite, or paste the whole message under Connect to server.',
} as const;
