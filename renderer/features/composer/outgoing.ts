/**
 * The text of the field between Enter and the moment it is stored on disk.
 *
 * Promises: the field is emptied only when the text is stored; what was typed meanwhile stays;
 * nothing is taken out of the field while a syllable is being composed in it; a second Enter
 * meanwhile sends only what was added.
 */
export interface Field {
  value: string;
}

/** As what a text is sent: as a message, or as one that everybody should have read. */
export type SendAs = 'message' | 'announcement';

export interface Outgoing {
  /** Takes the text of the field along. `store` resolves to whether it is kept. */
  send(as?: SendAs): void;
  /** The composition has ended, or began. */
  composing(on: boolean): void;
  /** What of the field is not on its way. */
  rest(): string;
}

export interface OutgoingPorts {
  field: Field;
  /** Resolves to true when the text may leave the field. Never rejects. */
  store: (text: string, as: SendAs) => Promise<boolean>;
  /** The text left the field. */
  cleared: () => void;
}

export const createOutgoing = ({ field, store, cleared }: OutgoingPorts): Outgoing => {
  /** Being stored; or stored, and still in the field because a syllable is being composed. */
  let taken: { text: string; stored: boolean } | null = null;
  let again: SendAs | null = null;
  let composing = false;

  const rest = (): string => {
    const { value } = field;
    return taken && value.startsWith(taken.text) ? value.slice(taken.text.length) : value;
  };

  const settle = (): void => {
    if (!taken?.stored || composing) return;
    const left = rest();
    // Changed beyond recognition: the field is its writer's again, nothing is taken from it.
    if (left !== field.value) field.value = left;
    taken = null;
    cleared();
    const next = again;
    again = null;
    if (next) send(next);
  };

  const send = (as: SendAs = 'message'): void => {
    settle();
    if (taken) {
      again = rest().trim() !== '' ? as : null;
      return;
    }
    const text = field.value;
    if (text.trim() === '') return;
    taken = { text, stored: false };
    void store(text, as).then((kept) => {
      if (!kept) {
        taken = null;
        again = null;
        return;
      }
      if (taken) taken.stored = true;
      settle();
    });
  };

  return {
    send,
    rest,
    composing(on) {
      composing = on;
      settle();
    },
  };
};
