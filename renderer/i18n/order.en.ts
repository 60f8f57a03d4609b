/** Keeping order: roles, sanctions, rooms' rules, the door, and the sheet of the host. */
export const order = {
  sys: {
    kicked: '{{name}} removed {{other}}',
    rules: '{{name}} changed the rules: {{rules}}',
    titled: '{{name}} renamed the room: {{title}}',
    ended: '{{name}} deleted the room',
  },
  /** After a sentence that says what was done. */
  why: 'Reason: {{note}}',
  comeBack: 'Come back',
  span: {
    seconds_one: '{{count}} second',
    seconds_other: '{{count}} seconds',
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
  },
  rule: {
    none: 'no rules',
    slow: 'one message per {{span}}',
    readOnly: 'only moderators write',
    locked: 'nobody new comes in',
    joined: 'history from joining on',
    noHistory: 'no history',
    capacity_one: '{{count}} person at most',
    capacity_other: '{{count}} people at most',
  },
} as const;
