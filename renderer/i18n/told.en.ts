/** Being told, other people, and being seen. */
export const told = {
  dndEnd: 'End it now',
  found_one: '{{count}} setting',
  found_other: '{{count}} settings',

  // a room's own rule
  notifications: 'Notifications',
  asElsewhere: 'As everywhere',
  all: 'Everything',
  mentions: 'Mentions only',
  nothing: 'Nothing',
  muteRoom: 'Mute this room',
  unmuteRoom: 'Unmute this room',
  until: {
    hour: 'For 1 hour',
    'eight-hours': 'For 8 hours',
    tomorrow: 'Until tomorrow',
    always: 'Until I turn it on',
  },
  roomMuted: 'Muted',
  markRead: 'Mark as read',

  // me
  setStatus: 'Set a status…',
  status: 'Status',
  statusText: 'What are you up to?',
  statusEmoji: 'Emoji',
  statusClear: 'Clear it',
  statusFor: 'Until',
  statusEnds: { never: 'I clear it', hour: '1 hour', 'four-hours': '4 hours', today: 'Tonight' },
  statusHint: 'Everybody on your servers sees it while you are connected.',
  statusRemove: 'Clear status',
  statusIdeas: {
    lunch: 'At lunch',
    meeting: 'In a meeting',
    focus: 'Focusing',
    home: 'At home',
    back: 'Back soon',
  },
  beOnline: 'Show me as here',
  beAway: 'Show me as away',
  dnd: 'Do not disturb',
  dndOn: 'Do not disturb {{until}}',

  // somebody
  profile: 'About {{name}}',
  profileMe: 'This is you',
  verified: 'Proved by a device key',
  notVerified: 'Name only: no key proves who this is',
  wire: 'Speaks through {{wire}}',
  message: 'Message',
  mention: 'Mention',
  muteMe: 'Mute for me',
  unmuteMe: 'Unmute',
  blockMe: 'Block for me',
  unblockMe: 'Unblock',
  muteHint: 'No notifications from them.',
  blocked: 'You have blocked {{name}}. Their messages are folded, and you get no notifications.',
  mutedPerson: 'You get no notifications from {{name}}.',
  blockedNow: '{{name}} is blocked for you.',
  undo: 'Undo',
  goneFromHere: 'Not in the list of this server any more',

  // folded
  blockedMessage: 'Message from somebody you blocked',
  show: 'Show',
  hide: 'Hide',
} as const;
