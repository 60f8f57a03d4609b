/**
 * When Enter sends, for people who compose syllables while they type.
 *
 * Promises: one Enter acts once and never twice; the syllable being composed is finished before
 * the text is read; Enter that chooses a candidate (Japanese, Chinese) does not send; Shift+Enter
 * in the middle of a syllable breaks the line and sends nothing.
 *
 * Systems tell of the same key in four orders, and this machine knows them all:
 *  - ibus, fcitx (Linux): compositionend, then a plain Enter;
 *  - the same where the input method is slow to answer: Enter while composing, then the
 *    composition is taken back (compositionend without text), a little later the syllable comes
 *    as plain input, and then the plain Enter of the same key press;
 *  - Windows, macOS: Enter while composing, then compositionend, on Windows at times followed by a
 *    second, plain Enter of the same key press;
 *  - WebKit: compositionend, then Enter with keyCode 229 but not composing.
 */
export type SendWith = 'enter' | 'ctrl-enter';

export interface Key {
  type: 'key';
  enter: boolean;
  /** keyCode 229: the input method has seen this key. */
  ime: boolean;
  composing: boolean;
  shift: boolean;
  ctrl: boolean;
  alt: boolean;
  repeat: boolean;
  /** Shift, Control …: says nothing about what is typed. */
  modifier: boolean;
}

export type EnterEvent =
  | Key
  | { type: 'keyup'; enter: boolean }
  | { type: 'start'; data: string }
  | { type: 'update'; data: string }
  | { type: 'end'; data: string }
  | { type: 'input' }
  /** The browser is about to break the line (beforeinput insertLineBreak). */
  | { type: 'line-break' }
  /** The time is over that was asked for with `laterMs`. */
  | { type: 'later' };

export interface EnterState {
  composing: boolean;
  /** What is being composed, or was last. */
  text: string;
  /** What Enter asked for while composing; done when the composition has ended. */
  wanted: Act | null;
  /** The composition has ended, and `wanted` is done in a moment. */
  ended: boolean;
  /** It ended without text: the syllable itself is still to come, as plain input. */
  owed: boolean;
  /** This press of Enter has acted already: what else it sends is ignored. */
  spent: boolean;
  /** A composition ended and no key was pressed since. */
  justEnded: boolean;
}

export type Act = 'send' | 'newline';

export interface Step {
  state: EnterState;
  /** Keep the browser from doing what it would. */
  prevent: boolean;
  /** To do now, before anything else changes the text. */
  act: Act | null;
  /** Send `later` after so many ms, unless this is asked anew; null: nothing new is asked. */
  laterMs: number | null;
}

/** A syllable that was taken out of its composition is back within so long, or does not come. */
export const OWED_MS = 500;

export const atRest: EnterState = {
  composing: false,
  text: '',
  wanted: null,
  ended: false,
  owed: false,
  spent: false,
  justEnded: false,
};

/** Syllables and single jamo alike ("ㅋ"). */
export const endsInHangul = (text: string): boolean => /[\p{Script=Hangul}ㆍ]$/u.test(text);

const intentOf = (key: Key, sendWith: SendWith): Act => {
  if (sendWith === 'ctrl-enter') return key.ctrl ? 'send' : 'newline';
  return key.shift || key.alt ? 'newline' : 'send';
};

const stay = (state: EnterState): Step => ({ state, prevent: false, act: null, laterMs: null });

/** Does what was wanted; the composition is over. */
const flush = (state: EnterState): Step =>
  state.wanted && state.ended
    ? {
        state: { ...state, wanted: null, ended: false, owed: false, spent: true, justEnded: false },
        prevent: false,
        act: state.wanted,
        laterMs: null,
      }
    : stay(state);

const onEnter = (state: EnterState, key: Key, sendWith: SendWith): Step => {
  const intent = intentOf(key, sendWith);
  if (state.composing || key.composing) {
    // Anything but Hangul has candidates to choose from, and Enter belongs to them.
    if (!endsInHangul(state.text)) return stay({ ...state, wanted: null });
    return { state: { ...state, wanted: intent }, prevent: true, act: null, laterMs: null };
  }
  // The second Enter of the same press: what it stands for is done, or is done here and now.
  if (state.wanted && state.ended) return { ...flush(state), prevent: true };
  if (state.spent) return { ...stay(state), prevent: true };
  if (key.ime) {
    if (!state.justEnded || !endsInHangul(state.text)) return stay(state);
    return {
      state: { ...state, spent: true, justEnded: false },
      prevent: true,
      act: intent,
      laterMs: null,
    };
  }
  const next = { ...state, justEnded: false };
  if (intent === 'newline') return stay(next);
  // A held key sends once.
  return { state: next, prevent: true, act: key.repeat ? null : 'send', laterMs: null };
};

const onKey = (state: EnterState, key: Key, sendWith: SendWith): Step => {
  if (key.modifier) return stay(state);
  if (key.enter) return onEnter(state, key, sendWith);
  // Typing went on: send what Enter was pressed for before this key adds to it.
  const done = flush(state);
  return { ...done, state: { ...done.state, wanted: null, spent: false, justEnded: false } };
};

/** `(state, event) -> what to do`. Pure. */
export const step = (state: EnterState, event: EnterEvent, sendWith: SendWith): Step => {
  switch (event.type) {
    case 'key':
      return onKey(state, event, sendWith);
    case 'keyup':
      return stay(event.enter && !state.ended ? { ...state, spent: false } : state);
    case 'start': {
      const done = flush(state);
      return {
        ...done,
        state: { ...done.state, composing: true, text: event.data, spent: false, justEnded: false },
      };
    }
    case 'update':
      // Emptied at its end: what was composed last is still what it was about.
      return stay({ ...state, composing: true, text: event.data || state.text });
    case 'end': {
      const ended = state.wanted !== null;
      const owed = ended && event.data === '';
      const text = event.data || state.text;
      return {
        ...stay({ ...state, composing: false, text, ended, owed, justEnded: true }),
        laterMs: ended ? (owed ? OWED_MS : 0) : null,
      };
    }
    case 'input':
      // What was owed is here.
      if (state.owed && !state.composing) return { ...stay({ ...state, owed: false }), laterMs: 0 };
      return stay(state.wanted ? state : { ...state, spent: false });
    case 'line-break':
      return { ...stay(state), prevent: state.wanted !== null || state.spent };
    case 'later':
      return flush(state);
  }
};
