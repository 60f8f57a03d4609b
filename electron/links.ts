/**
 * `sarangbang://` links from outside: the system's link handler, a second start, macOS's event.
 * They are parsed here and only handed to the page, which asks before anything happens.
 */
import type { App } from 'electron';
import { parseTarget } from '../protocol/invite';
import { INVITE_LINK_MAX_CHARS } from '../protocol/limits';

const SCHEME = 'sarangbang';

/** The link when it is a well-formed invite, else null. */
export const checkLink = (text: string): string | null => {
  if (text.length > INVITE_LINK_MAX_CHARS || !text.startsWith(`${SCHEME}://`)) return null;
  const parsed = parseTarget(text);
  return parsed.ok && parsed.how === 'invite' ? text : null;
};

/** The first invite among a program's arguments. */
export const linkInArguments = (argv: readonly string[]): string | null => {
  for (const word of argv) {
    const link = checkLink(word);
    if (link) return link;
  }
  return null;
};

export interface Links {
  /** Hands over the link that is waiting, once. */
  take(): string | undefined;
}

/**
 * Keeps the newest link until the page takes it with `boot`, and tells about later ones.
 * In development the system's handler is left alone: it would point to a bare Electron.
 */
export const followLinks = (
  app: App,
  argv: readonly string[],
  onLink: (url: string) => void,
): Links & { offer(text: string | null): void } => {
  let waiting = linkInArguments(argv);
  let taken = false;
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME);
  const offer = (link: string | null) => {
    if (!link) return;
    if (taken) onLink(link);
    else waiting = link;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    offer(checkLink(url));
  });
  return {
    offer,
    take() {
      taken = true;
      const link = waiting ?? undefined;
      waiting = null;
      return link;
    },
  };
};
