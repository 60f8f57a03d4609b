export const emoji = {
  title: 'Emoji',
  search: 'Search emoji in English or Korean',
  all: 'All emoji',
  recent: 'Recent',
  loading: 'Loading…',
  none: 'Nothing for “{{query}}”',
  pick: 'Choose an emoji',
  tone: 'Skin tone',
  toneNone: 'Yellow',
} as const;
