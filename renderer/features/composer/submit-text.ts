import type { RoomId } from '../../../protocol/ids';
import { parseSlash } from '../../../protocol/slash';
import { checkText } from '../../../protocol/text';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { runCommand } from './commands';
import type { HintKind } from './Hint';

interface Submitted {
  /** The text may leave the field. */
  kept: boolean;
  hint: HintKind | null;
}

/** Posts a text, or carries out the command it is. Never rejects; the text stays when in doubt. */
export const submitText = async (
  server: Server,
  room: RoomId,
  typed: string,
): Promise<Submitted> => {
  const line = parseSlash(typed.trimEnd());
  try {
    if (line.kind === 'unknown')
      return { kept: false, hint: { kind: 'unknown-command', name: line.name } };
    if (line.kind === 'command') {
      const result = await runCommand({ server, room, name: line.name, args: line.args });
      if (result.ok) return { kept: true, hint: null };
      return {
        kept: false,
        hint:
          result.why === 'refused'
            ? { kind: 'refused', error: result.error }
            : { kind: result.why, name: result.name },
      };
    }
    const checked = checkText(line.text);
    if (!checked.ok)
      return {
        kept: false,
        hint:
          checked.why === 'too-long'
            ? { kind: 'too-long', count: typed.length }
            : checked.why === 'unsafe'
              ? { kind: 'unsafe' }
              : null,
      };
    await actions.post(server.id, room, checked.text);
    return { kept: true, hint: null };
  } catch {
    return { kept: false, hint: { kind: 'not-stored' } };
  }
};
