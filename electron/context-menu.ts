/** The right-click menu of text fields and selected text. Messages have their own in the page. */
import type { BrowserWindow } from 'electron';
import type { Options } from 'electron-context-menu';
import type { Words } from './i18n/words';

/** Whether words are checked, and a way to change that. */
export interface Spelling {
  on(): boolean;
  toggle(): void;
}

/**
 * Returns its own removal; called again when the language changes. What makes the menu brings along
 * more code than this app has for its windows: it is loaded when the page is there.
 */
export const addContextMenu = (
  window: BrowserWindow,
  words: Words,
  spelling: Spelling,
): (() => void) => {
  const { webContents } = window;
  let wanted = true;
  let remove = () => {};
  const add = async () => {
    const { default: contextMenu } = await import('electron-context-menu');
    if (wanted && !window.isDestroyed())
      remove = contextMenu({ window, ...menuOf(words, spelling) });
  };
  const isThere = webContents.getURL() !== '' && !webContents.isLoadingMainFrame();
  if (isThere) void add();
  else webContents.once('did-finish-load', add);
  return () => {
    wanted = false;
    remove();
  };
};

const menuOf = (words: Words, spelling: Spelling): Options => ({
  menu: (items, { isEditable }, _window, suggestions) => [
    // Words can be chosen; the one line that cannot says that there are none.
    ...suggestions.map((one) => (one.enabled === false ? { ...one, label: words.noGuesses } : one)),
    items.separator(),
    items.learnSpelling({}),
    items.separator(),
    items.lookUpSelection({}),
    items.separator(),
    items.cut({}),
    items.copy({}),
    items.paste({}),
    ...(process.platform === 'darwin' ? [] : [items.selectAll({})]),
    items.separator(),
    items.copyLink({}),
    items.separator(),
    {
      label: words.checkSpelling,
      type: 'checkbox',
      visible: isEditable,
      checked: spelling.on(),
      click: () => spelling.toggle(),
    },
  ],
  shouldShowMenu: (_event, { isEditable, selectionText, linkURL }) =>
    isEditable || selectionText.length > 0 || linkURL.length > 0,
  labels: {
    cut: words.cut,
    copy: words.copy,
    paste: words.paste,
    selectAll: words.selectAll,
    copyLink: words.copyLink,
    learnSpelling: words.learnSpelling,
    lookUpSelection: words.lookUp,
  },
});
