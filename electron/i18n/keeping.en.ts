/** In the system's own dialogs for files. */
export const keeping = {
  backupFiles: 'Backups of a room',
  exportHtml: 'Web page',
  exportText: 'Text',
  exportJson: 'JSON',
} as const;
