import type { keeping as en } from './keeping.en';

export const keeping: Record<keyof typeof en, string> = {
  backupFiles: '방 백업',
  exportHtml: '웹 페이지',
  exportText: '글',
  exportJson: 'JSON',
};
