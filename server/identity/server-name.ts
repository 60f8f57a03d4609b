/** The server's name for people: kept in the data folder, changed when another is given. */
import { join } from 'node:path';
import { z } from 'zod';
import { SERVER_NAME_MAX_CHARS } from '../../protocol/limits';
import { oneLine } from '../../protocol/text';
import { readPrivateFile, writePrivateFile } from './private-files';

export const SERVER_FILE = 'server.json';
const kept = z.object({ name: z.string().min(1).max(SERVER_NAME_MAX_CHARS) });

/** `given` wins over what is kept, and that over `otherwise`. A damaged file counts as none. */
export async function serverName(
  dataDir: string | null,
  given: string | undefined,
  otherwise: string,
): Promise<string> {
  const wanted = given === undefined ? '' : shorten(given);
  if (dataDir === null) return wanted || otherwise;
  const file = join(dataDir, SERVER_FILE);
  const known = parse(await readPrivateFile(file));
  const name = wanted || known || otherwise;
  if (name !== known) await writePrivateFile(file, `${JSON.stringify({ name })}\n`);
  return name;
}

function parse(text: string | null): string | null {
  try {
    return text === null ? null : kept.parse(JSON.parse(text)).name;
  } catch {
    return null; // a name is chosen again in a moment; a key would not be
  }
}

/** One line without characters that mislead, cut to what the wire carries. */
function shorten(name: string): string {
  return [...oneLine(name)].reduce(
    (text, character) =>
      text.length + character.length <= SERVER_NAME_MAX_CHARS ? text + character : text,
    '',
  );
}
