/** A member's journal: what it was about to do, did and saw. Killed in a line, that line is lost. */
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Note } from './words';

const fileIn = (folder: string): string => path.join(folder, 'journal.jsonl');

export function openJournal(folder: string): (note: Note) => void {
  const file = openSync(fileIn(folder), 'a');
  // One write each: what the process was told it had done survives its end.
  return (note) => void writeSync(file, `\n${JSON.stringify(note)}`);
}

export function readJournal(folder: string): Note[] {
  const file = fileIn(folder);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as Note];
      } catch {
        return [];
      }
    });
}
