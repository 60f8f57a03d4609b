/** The right-click menu of text fields and selected text. Messages have their own in the page. */
import type { BrowserWindow } from 'electron';
import contextMenu from 'electron-context-menu';
import type { Words } from './i18n/words';

/** Returns its own removal; called again when the language changes. */
export const addContextMenu = (window: BrowserWindow, words: Words): (() => void) =>
  contextMenu({
    window,
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
