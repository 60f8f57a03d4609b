/**
 * What would have been shown, kept for a test to look at and to click on: the system's own
 * notifications cannot be pressed from outside. Only in development, and only when asked for by
 * SARANGBANG_RECORD_TOLD; the app that is released has no such door.
 */
import type { Badge } from '../../protocol/telling';
import type { Note, NoteEvents, Notifier } from './note';

export interface Recorded extends Note {
  open: boolean;
  on: NoteEvents;
}

export interface TrayShown {
  icon: string;
  tip: string;
  labels: string[];
}

/** Reached as `globalThis.sarangbangTold` in the main process. */
export interface Recorder {
  notes: Recorded[];
  badge: Badge;
  tray: TrayShown | null;
  chimes: number;
  /** Seconds without key or mouse, instead of the system's. */
  idle: number;
  /** Looks at `idle` now. */
  look(): void;
  /** In place of the system's word on whether the window has the focus; null: as it is. */
  focused: boolean | null;
}

export const wantsRecorder = (development: boolean): boolean =>
  development && process.env.SARANGBANG_RECORD_TOLD === '1';

export const createRecorder = (): Recorder => {
  const recorder: Recorder = {
    notes: [],
    badge: { count: 0, dot: false },
    tray: null,
    chimes: 0,
    idle: 0,
    focused: null,
    look() {},
  };
  Object.assign(globalThis, { sarangbangTold: recorder });
  return recorder;
};

export const recordingNotifier = (recorder: Recorder): Notifier => ({
  show(note, on) {
    const shown: Recorded = { ...note, open: true, on };
    recorder.notes.push(shown);
    return {
      close() {
        shown.open = false;
      },
    };
  },
});
