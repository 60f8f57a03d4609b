import { describe, expect, it } from 'vitest';
import {
  type Act,
  atRest,
  type EnterEvent,
  type Key,
  OWED_MS,
  type SendWith,
  step,
} from './enter-rule';

const key = (more: Partial<Key> = {}): Key => ({
  type: 'key',
  enter: false,
  ime: false,
  composing: false,
  shift: false,
  ctrl: false,
  alt: false,
  repeat: false,
  modifier: false,
  ...more,
});
const enter = key({ enter: true });
const imeEnter = key({ enter: true, ime: true, composing: true });
const letter = key({ ime: true });
const start: EnterEvent = { type: 'start', data: '' };
const update = (data: string): EnterEvent => ({ type: 'update', data });
const end = (data: string): EnterEvent => ({ type: 'end', data });
const input: EnterEvent = { type: 'input' };
const lineBreak: EnterEvent = { type: 'line-break' };
const later: EnterEvent = { type: 'later' };
const enterUp: EnterEvent = { type: 'keyup', enter: true };

/** Plays events in order; `later` comes by itself only where a case says so. */
const play = (events: readonly EnterEvent[], sendWith: SendWith = 'enter') => {
  let state = atRest;
  const acts: Act[] = [];
  const prevented: number[] = [];
  events.forEach((event, index) => {
    const done = step(state, event, sendWith);
    state = done.state;
    if (done.act) acts.push(done.act);
    if (done.prevent) prevented.push(index);
  });
  return { acts, prevented, state };
};

const syllable = (...stages: string[]): EnterEvent[] => [
  letter,
  start,
  ...stages.flatMap((data) => [update(data), input]),
];

/** The composition ends without text. */
const takenBack: EnterEvent[] = [update(''), input, end('')];

const cases: [string, EnterEvent[], Act[], SendWith?][] = [
  ['plain Enter', [enter, enterUp], ['send']],
  ['plain Shift+Enter is left to the browser', [key({ enter: true, shift: true })], []],
  ['a held Enter sends once', [enter, key({ enter: true, repeat: true })], ['send']],
  ['two presses send twice', [enter, enterUp, enter, enterUp], ['send', 'send']],

  // Linux, ibus-hangul: the syllable is committed, then a plain Enter arrives.
  ['ibus', [...syllable('ㅇ', '아', '안'), end('안'), input, enter, enterUp], ['send']],
  ['ibus, lone ㅋ', [...syllable('ㅋ'), end('ㅋ'), input, enter, enterUp], ['send']],
  [
    'ibus with a 229 of the same press first',
    [...syllable('녕'), imeEnter, end('녕'), input, enter, later, enterUp],
    ['send'],
  ],
  [
    'ibus, Shift+Enter in the middle of a syllable',
    [...syllable('안'), end('안'), input, key({ enter: true, shift: true }), lineBreak],
    [],
  ],

  // The same on a busy machine: the composition is taken back and its syllable comes by itself.
  [
    'a slow ibus',
    [...syllable('요'), imeEnter, ...takenBack, input, later, enter, enterUp],
    ['send'],
  ],
  [
    'a slow ibus whose Enter is quicker than the moment after the syllable',
    [...syllable('요'), imeEnter, ...takenBack, input, enter, later, enterUp],
    ['send'],
  ],
  [
    'a slow ibus, Shift+Enter',
    [
      ...syllable('안'),
      key({ ...imeEnter, shift: true }),
      ...takenBack,
      input,
      later,
      key({ enter: true, shift: true }),
      lineBreak,
      enterUp,
    ],
    ['newline'],
  ],
  [
    'a composition that was taken back for good',
    [...syllable('요'), imeEnter, ...takenBack, later, enter, enterUp],
    ['send'],
  ],

  // Windows and macOS: Enter while composing, then the end.
  ['Windows', [...syllable('요'), imeEnter, end('요'), input, later, enterUp], ['send']],
  ['macOS, keyup first', [...syllable('요'), imeEnter, enterUp, end('요'), later], ['send']],
  [
    'Windows with a second plain Enter before the moment has passed',
    [...syllable('요'), imeEnter, end('요'), enter, later, enterUp],
    ['send'],
  ],
  [
    'Windows with a second plain Enter after it',
    [...syllable('요'), imeEnter, end('요'), later, enter, enterUp],
    ['send'],
  ],
  [
    'the next Enter counts again',
    [...syllable('요'), imeEnter, end('요'), later, enterUp, enter],
    ['send', 'send'],
  ],
  [
    'typing on at once sends before the next syllable is added',
    [...syllable('요'), imeEnter, end('요'), letter, start, update('ㅎ'), later],
    ['send'],
  ],
  [
    'typing on without a keydown sends before the next composition',
    [...syllable('요'), imeEnter, end('요'), start, update('ㅎ'), later],
    ['send'],
  ],
  [
    'Shift+Enter in the middle of a syllable',
    [...syllable('안'), key({ ...imeEnter, shift: true }), end('안'), later, enterUp],
    ['newline'],
  ],
  [
    'the same, with a second plain Shift+Enter',
    [
      ...syllable('안'),
      key({ ...imeEnter, shift: true }),
      end('안'),
      key({ enter: true, shift: true }),
      later,
    ],
    ['newline'],
  ],

  // Candidates: Enter takes one and sends nothing.
  ['Japanese', [...syllable('か', 'かん', '漢'), imeEnter, end('漢'), input, later, enterUp], []],
  ['Chinese, raw letters', [...syllable('n', 'ni'), imeEnter, end('ni'), input, enterUp], []],
  [
    'Japanese, then a real Enter',
    [...syllable('漢'), imeEnter, end('漢'), input, enterUp, enter],
    ['send'],
  ],

  // WebKit: the end comes before Enter, which still says 229.
  ['WebKit, Hangul', [...syllable('녕'), end('녕'), key({ enter: true, ime: true })], ['send']],
  ['WebKit, Japanese', [...syllable('漢'), end('漢'), key({ enter: true, ime: true })], []],
  [
    'WebKit, 229 long after the end is not ours',
    [...syllable('녕'), end('녕'), key(), key({ enter: true, ime: true })],
    [],
  ],

  // Ctrl+Enter sends.
  ['option: plain Enter breaks the line', [enter, lineBreak], [], 'ctrl-enter'],
  ['option: Ctrl+Enter', [key({ enter: true, ctrl: true })], ['send'], 'ctrl-enter'],
  [
    'option: Enter in the middle of a syllable',
    [...syllable('안'), imeEnter, end('안'), later],
    ['newline'],
    'ctrl-enter',
  ],
  [
    'option: Ctrl+Enter in the middle of a syllable',
    [...syllable('안'), key({ ...imeEnter, ctrl: true }), end('안'), later],
    ['send'],
    'ctrl-enter',
  ],
  [
    'a modifier alone changes nothing',
    [...syllable('안'), imeEnter, key({ modifier: true }), end('안'), later],
    ['send'],
  ],
];

describe('the Enter rule', () => {
  it.each(cases)('%s', (_name, events, acts, sendWith) => {
    expect(play(events, sendWith).acts).toEqual(acts);
  });

  it('keeps the browser from breaking the line when Enter sends', () => {
    const events = [...syllable('요'), imeEnter, lineBreak, end('요'), lineBreak, later, lineBreak];
    const { prevented } = play(events);
    expect(prevented).toEqual([4, 5, 7, 9]);
  });

  it('lets the browser break the line on a plain Shift+Enter', () => {
    expect(play([key({ enter: true, shift: true }), lineBreak]).prevented).toEqual([]);
  });

  it('does not take Enter from an input method with candidates', () => {
    expect(play([...syllable('かん'), imeEnter]).prevented).toEqual([]);
  });

  it('asks for one macrotask only when something is wanted', () => {
    const composing = step(step(atRest, start, 'enter').state, update('안'), 'enter').state;
    expect(step(composing, end('안'), 'enter').laterMs).toBe(null);
    const wanted = step(composing, imeEnter, 'enter').state;
    expect(step(wanted, end('안'), 'enter').laterMs).toBe(0);
  });

  it('reads the text only when a syllable that was taken back is in it again', () => {
    const events = [...syllable('요'), imeEnter, update(''), input];
    const { state } = play(events);
    const ended = step(state, end(''), 'enter');
    expect([ended.act, ended.laterMs]).toEqual([null, OWED_MS]);
    const back = step(ended.state, input, 'enter');
    expect([back.act, back.laterMs]).toEqual([null, 0]);
    expect(step(back.state, later, 'enter').act).toBe('send');
  });
});
