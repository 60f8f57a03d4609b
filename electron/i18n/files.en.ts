/** In the system's own dialogs about files that people sent. */
export const files = {
  openFile: 'Open “{name}”?',
  openHint: 'Somebody sent it to you. Open it only if you expected it.',
  openYes: 'Open',
  openNo: 'Cancel',
  openNever: '“{name}” isn’t opened from here',
  openNeverHint:
    'Files of this kind can run on their own. You can look at it in its folder and decide there.',
  openFolder: 'Show in folder',
} as const;
