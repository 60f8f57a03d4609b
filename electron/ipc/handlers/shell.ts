/** What only the system can do: links, clipboard, leaving. */
import { readFile } from 'node:fs/promises';
import { clipboard } from 'electron';
import { openExternal } from '../../external';
import type { Quit } from '../../quit';
import type { Handlers } from '../handle';

/** `licences`: the file that building wrote (scripts/lib/release/licences.mjs). */
export const shellHandlers = (
  quit: Quit,
  licences: string,
): Pick<Handlers, 'open' | 'copy' | 'quit' | 'licences'> => ({
  open: ({ url }) => openExternal(url),
  copy: ({ text }) => clipboard.writeText(text),
  quit: (choice) => quit.decide(choice),
  licences: async () => ({ text: await readFile(licences, 'utf8') }),
});
