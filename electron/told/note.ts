/** A notification as the rest of the app knows it; what the system makes of it is notifier.ts. */

export interface Note {
  title: string;
  body: string;
  /** Offer a field to answer in, where the system has one. */
  reply: boolean;
}

export interface NoteEvents {
  /** The person chose it. */
  click(): void;
  /** The person answered in it. */
  reply(text: string): void;
}

/** One that is on the screen, or was. */
export interface Shown {
  /** Takes it away; nothing happens when it is gone already. */
  close(): void;
}

export interface Notifier {
  show(note: Note, on: NoteEvents): Shown;
}
