export const switcher = {
  title: 'Go to',
  placeholder: 'Find rooms, people, servers',
  rooms: 'Rooms',
  otherRooms: 'Rooms to join',
  people: 'People',
  servers: 'Servers',
  nothing: 'Nothing for “{{q}}”',
  unread_one: '{{count}} unread',
  unread_other: '{{count}} unread',
} as const;
