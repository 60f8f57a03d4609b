/** The right-click menu of text fields and selected text. Messages have their own in the page. */
import type { BrowserWindow } from 'electron';
import contextMenu from 'electron-context-menu';
import type { Words } from './i18n/words';

/** Whether words are checked, and a way to change that. */
export interface Spelling {
  on(): boolean;
  toggle(): void;
}

/** Returns its own removal; called again when the language changes. */
export const addContextMenu = (
  window: BrowserWindow,
  words: Words,
  spelling: Spelling,
): (() => void) =>
  contextMenu({
    window,
    append: (_defaults, { isEditable }) =>
      isEditable
        ? [
            {
              label: words.checkSpelling,
              type: 'checkbox',
              checked: spelling.on(),
              click: () => spelling.toggle(),
            },
          ]
        : [],
    showSearchWithGoogle: false,
    showCopyImage: false,
    showInspectElement: false,
    showLookUpSelection: process.platform === 'darwin',
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
