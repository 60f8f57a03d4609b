import type { Edit } from './format';

/**
 * Replaces the selection as if it had been typed, so that Ctrl+Z takes it back. The old command
 * is the only way to do that in a text field.
 */
export const insertText = (element: HTMLTextAreaElement, text: string): void => {
  element.focus();
  if (document.execCommand?.(text === '' ? 'delete' : 'insertText', false, text)) return;
  element.setRangeText(text, element.selectionStart, element.selectionEnd, 'end');
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
};

/** Carries out what a format button or key asked for. */
export const applyEdit = (element: HTMLTextAreaElement, edit: Edit): void => {
  element.setSelectionRange(edit.from, edit.to);
  insertText(element, edit.insert);
  element.setSelectionRange(...edit.select);
};
