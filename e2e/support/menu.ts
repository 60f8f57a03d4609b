/** Native menus: their shortcuts belong to the system, so a test presses the item itself. */
import type { ElectronApplication } from '@playwright/test';

/** Clicks the item with this accelerator, e.g. `CmdOrCtrl+Shift+K`. Rejects when there is none. */
export const pressMenu = (app: ElectronApplication, accelerator: string): Promise<void> =>
  app.evaluate(({ BrowserWindow, Menu }, wanted) => {
    const window = BrowserWindow.getAllWindows()[0];
    const search = (items: Electron.MenuItem[]): Electron.MenuItem | undefined => {
      for (const item of items) {
        if (item.accelerator === wanted) return item;
        const found = item.submenu && search(item.submenu.items);
        if (found) return found;
      }
      return undefined;
    };
    const item = search(Menu.getApplicationMenu()?.items ?? []);
    if (!item) throw new Error(`no menu item with ${wanted}`);
    item.click(undefined, window, window?.webContents);
  }, accelerator);
