/** What somebody on the bracket port is, by the first bytes. Pure. */

export type Kind = 'chat' | 'echo' | 'quit' | 'undecided';

/** `undecided` only while it can still become something else than an echo client. */
export function kindOf(bytes: Buffer): Kind {
  const text = bytes.toString('latin1');
  if (/^\[[^\]\n]+\] /.test(text)) return 'chat';
  if (/^[qQ]\r?\n/.test(text)) return 'quit';
  return /^(\[([^\]\n]+\]?)?|[qQ]\r?)?$/.test(text) && bytes.length < PREFIX_MAX_BYTES
    ? 'undecided'
    : 'echo';
}

/** A longer name in brackets is none. */
const PREFIX_MAX_BYTES = 256;
