/** What a client offers of files, put together. */
import { Refusal } from '../../protocol/errors';
import { MESSAGE_MAX_CHARS } from '../../protocol/limits';
import { checkText } from '../../protocol/text';
import type { Clock } from '../clock';
import type { Copy } from '../copy';
import type { ClientFiles } from './api';
import { Downloads } from './downloads';

export function clientFiles(copy: Copy, clock: Clock): ClientFiles {
  const downloads = new Downloads({
    clock,
    ask: (command) => copy.ask(command),
    route: () => copy.route,
  });
  return {
    async send(room, files, text, parts = {}) {
      const pending = copy.uploads.add(room, files, checkedCaption(text), parts);
      // Whoever wrote it hears that it is kept before anybody hears that it is under way.
      setImmediate(() => copy.uploads.pump());
      return pending;
    },
    async forward(room, files, { text, from, comment }) {
      const said = checkedCaption(text);
      const added = checkedCaption(comment);
      const pending = [copy.uploads.add(room, files, said, { forwarded: from })];
      if (added !== '') pending.push(copy.uploads.add(room, [], added, {}));
      setImmediate(() => copy.uploads.pump());
      return pending;
    },
    cancel: (id, token) => copy.uploads.cancel(id, token),
    fetch: (file, path, options) => downloads.fetch(file, path, options),
    stream: (file, range, signal) => downloads.stream(file, range, signal),
  };
}

/** Files need no words. */
function checkedCaption(text: string): string {
  if (text.trim() === '') return '';
  const checked = checkText(text);
  if (checked.ok) return checked.text;
  const { why: message } = checked;
  throw new Refusal('bad-text', { field: 'text', limit: MESSAGE_MAX_CHARS, message });
}
