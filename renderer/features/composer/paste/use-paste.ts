import type { ClipboardEvent, RefObject } from 'react';
import { insertText } from '../insert-text';
import { fenced, pasteAs } from './clipboard';

/**
 * Formatted text comes in as Markdown, code from an editor as a code block, files go to `onFiles`.
 * Ctrl+Shift+V brings no format along, and so pastes plainly by itself.
 */
export const usePaste =
  (
    field: RefObject<HTMLTextAreaElement | null>,
    onFiles?: (files: readonly File[]) => void,
  ): ((event: ClipboardEvent) => void) =>
  (event) => {
    const { clipboardData: data } = event;
    const element = field.current;
    if (!element) return;
    const text = data.getData('text/plain');
    const as = pasteAs({
      text,
      html: data.getData('text/html'),
      editor: data.getData('vscode-editor-data'),
      files: data.files.length,
    });
    if (as.kind === 'plain') return;
    if (as.kind === 'files') {
      if (!onFiles) return;
      event.preventDefault();
      onFiles([...data.files]);
      return;
    }
    event.preventDefault();
    if (as.kind === 'code') {
      const alone =
        element.selectionStart === 0 || /\n$/.test(element.value.slice(0, element.selectionStart));
      insertText(element, (alone ? '' : '\n') + fenced(as.text, as.language));
      return;
    }
    void import('./html-to-markdown').then(
      ({ htmlToMarkdown }) => insertText(element, htmlToMarkdown(as.html) || text),
      () => insertText(element, text),
    );
  };
