/** The lantern in the tray: lit while this computer hosts, gone otherwise. */
import { Menu, nativeImage, Tray } from 'electron';
import type { Hosting } from '../protocol/ipc';
import { fill, type Words } from './i18n/words';

interface Deps {
  icon: string;
  words: () => Words;
  open(): void;
  invite(): void;
  quit(): void;
}

export interface HostTray {
  /** Shows, renews or removes it; also after the language has changed. */
  update(hosting: Hosting): void;
  destroy(): void;
}

export const createTray = (deps: Deps): HostTray => {
  let tray: Tray | null = null;
  const destroy = () => {
    tray?.destroy();
    tray = null;
  };
  return {
    update(hosting) {
      if (hosting.state !== 'open') {
        // A crash that is being repaired should not make the lantern blink.
        if (hosting.state !== 'starting') destroy();
        return;
      }
      if (!tray) {
        tray = new Tray(nativeImage.createFromPath(deps.icon));
        tray.on('click', deps.open);
      }
      const words = deps.words();
      tray.setToolTip(fill(words.trayTip, { name: hosting.name, people: hosting.people }));
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: words.trayOpen, click: deps.open },
          { label: words.invite, click: deps.invite },
          { type: 'separator' },
          { label: words.trayQuit, click: deps.quit },
        ]),
      );
    },
    destroy,
  };
};
