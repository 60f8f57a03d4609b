/** Files: choosing, looking over, sending, showing and keeping them. */
export const file = {
  // choosing
  attach: 'Attach files',
  none: 'This server takes no files',
  dropHere: 'Drop to send to {{room}}',
  pickFailed: 'The files couldn’t be read.',
  pasteTooLarge: 'Too large to paste. Save it as a file and attach that.',
  textName: 'Long text.txt',

  // looking over
  sendTitle_one: 'Send {{count}} file',
  sendTitle_other: 'Send {{count}} files',
  sendTo: 'To {{room}}',
  replying: 'As a reply to {{name}}',
  caption: 'Caption',
  captionHint: 'Add a caption, or leave it empty',
  limit: 'A file can have {{limit}} at most.',
  limitDays_one: 'A file can have {{limit}} at most, and is removed after {{count}} day.',
  limitDays_other: 'A file can have {{limit}} at most, and is removed after {{count}} days.',
  tooLarge: '{{limit}} at most here; this is {{size}}.',
  tooMany: 'At most {{most}} at once; these are {{count}}.',
  problem: {
    'no-file': 'Folders can’t be sent. Put it into an archive first.',
    unreadable: 'This file can’t be read.',
  },
  remove: 'Leave out {{name}}',
  addMore: 'Add more',
  send: 'Send',
  sendFailed: 'Not sent. Please check that the files are still there.',
} as const;
