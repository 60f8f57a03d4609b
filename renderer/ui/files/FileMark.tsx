import {
  File,
  FileArchive,
  FileAudio,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
} from 'lucide-react';
import { classes } from '../classes';
import styles from './files.module.css';

const ARCHIVE = /^application\/(zip|gzip|x-(7z|rar|tar|bzip2|xz|gzip).*|vnd\.rar|zstd)/;
const SHEET = /spreadsheet|excel|text\/csv/;
const CODE = /^(text\/(html|css|javascript)|application\/(json|xml|javascript|wasm))/;
const TEXT =
  /^(text\/|application\/(pdf|msword|rtf|.*document|.*presentation|x-hwp.*|vnd\.hancom.*))/;

const iconOf = (type: string) => {
  if (type.startsWith('image/')) return FileImage;
  if (type.startsWith('audio/')) return FileAudio;
  if (type.startsWith('video/')) return FileVideo;
  if (ARCHIVE.test(type)) return FileArchive;
  if (SHEET.test(type)) return FileSpreadsheet;
  if (CODE.test(type)) return FileCode;
  return TEXT.test(type) ? FileText : File;
};

/** What kind of file it is, by what its bytes say. Its name is told beside it. */
export const FileMark = ({ type, className }: { type: string; className?: string }) => {
  const Icon = iconOf(type);
  return (
    <span className={classes(styles.mark, className)} aria-hidden="true">
      <Icon size={20} strokeWidth={1.8} />
    </span>
  );
};
