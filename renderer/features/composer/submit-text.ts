import type { RoomId } from '../../../protocol/ids';
import { parseAppSlash } from '../../../protocol/slash';
import { checkText } from '../../../protocol/text';
import { actions } from '../../store/actions';
import type { Composing } from '../../store/slices/composing';
import type { Server } from '../../store/slices/servers';
import { slowWaitMs } from '../../store/slow-wait';
import { useStore } from '../../store/store';
import { runCommand } from './commands';
import type { HintKind } from './Hint';
import type { SendAs } from './outgoing';

interface Submitted {
  /** The text may leave the field. */
  kept: boolean;
  hint: HintKind | null;
  /** What the composer was about is done: the reply is on its way, the edit is made. */
  done: boolean;
}

const stays = (hint: HintKind | null): Submitted => ({ kept: false, hint, done: false });
const leaves = (done: boolean): Submitted => ({ kept: true, hint: null, done });

const why = (text: string, problem: 'empty' | 'too-long' | 'unsafe'): HintKind | null => {
  if (problem === 'too-long') return { kind: 'too-long', count: text.length };
  return problem === 'unsafe' ? { kind: 'unsafe' } : null;
};

/** A message of mine says this from now on. Nothing is read as a command. */
const submitEdit = async (
  server: Server,
  room: RoomId,
  typed: string,
  { seq, was }: Extract<Composing, { kind: 'edit' }>,
): Promise<Submitted> => {
  const checked = checkText(typed.trimEnd());
  if (!checked.ok) return stays(why(typed, checked.why));
  if (checked.text === was) return leaves(true);
  const outcome = await actions.editMessage(server.id, room, seq, checked.text);
  if (outcome.ok) return leaves(true);
  const { code } = outcome.error;
  if (code === 'no-such-message') return stays({ kind: 'edit-gone' });
  if (code === 'offline') return stays({ kind: 'edit-offline' });
  return stays({ kind: 'refused', error: outcome.error });
};

/**
 * Posts a text, changes a message, or carries out the command it is. Never rejects; the text
 * stays when in doubt.
 */
export const submitText = async (
  server: Server,
  room: RoomId,
  typed: string,
  composing?: Composing,
  as: SendAs = 'message',
): Promise<Submitted> => {
  try {
    if (composing?.kind === 'edit') return await submitEdit(server, room, typed, composing);
    const line = parseAppSlash(typed.trimEnd());
    if (line.kind === 'unknown') return stays({ kind: 'unknown-command', name: line.name });
    if (line.kind === 'command') {
      const result = await runCommand({ server, room, name: line.name, args: line.args });
      if (result.ok) return leaves(false);
      return stays(
        result.why === 'refused'
          ? { kind: 'refused', error: result.error }
          : result.why === 'missing'
            ? { kind: 'missing', name: result.name, args: line.args }
            : { kind: result.why },
      );
    }
    const checked = checkText(line.text);
    if (!checked.ok) return stays(why(typed, checked.why));
    // It would be refused: the text waits in the field, where it can still be changed.
    const wait = slowWaitMs(useStore.getState(), server.id, room, Date.now());
    if (wait > 0) return stays({ kind: 'slow', until: Date.now() + wait });
    const reply = composing?.kind === 'reply' ? { reply: composing.quote.seq } : {};
    const announce = as === 'announcement' ? { announce: true as const } : {};
    await actions.post(server.id, room, checked.text, { ...reply, ...announce });
    return leaves(composing !== undefined);
  } catch {
    return stays({ kind: 'not-stored' });
  }
};
