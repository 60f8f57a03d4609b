import { sizeText } from '../../../protocol/file-size';

/** A file's size as it is shown: `1.2 MB`, in Korean without the space before its unit. */
export const fileSize = (bytes: number, language: string): string => {
  const text = sizeText(bytes);
  return language.startsWith('ko') ? text : text.replace(/(?<=\d)(?=[A-Z])/, ' ');
};
