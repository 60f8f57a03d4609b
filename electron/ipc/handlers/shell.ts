/** What only the system can do: links, clipboard, leaving. */
import { clipboard } from 'electron';
import { openExternal } from '../../external';
import type { Quit } from '../../quit';
import type { Handlers } from '../handle';

export const shellHandlers = (quit: Quit): Pick<Handlers, 'open' | 'copy' | 'quit'> => ({
  open: ({ url }) => openExternal(url),
  copy: ({ text }) => clipboard.writeText(text),
  quit: (choice) => quit.decide(choice),
});
