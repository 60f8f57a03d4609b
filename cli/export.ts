/** `sarangbang export`: a room of a server as a page, as text or as JSON. */
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExportSource } from '../client/export/source';
import { EXTENSION, type ExportFormat, writeRoom } from '../client/export/write';
import { diskFileName } from '../protocol/file-names';
import { LOBBY_TITLES, meansLobby } from '../protocol/lobby';
import type { FileRef } from '../protocol/message';
import { openRooms, type StoredRooms } from '../server/backup/rooms';
import { FILES_FOLDER } from '../server/files/shelf';
import { showProgress, tellProblem } from './backup/common';
import { defaultDataFolder } from './data-folder';
import { EXIT } from './exit-codes';
import { choice } from './flags';
import { fill, languageFor, type Words } from './words';

interface Flags {
  data?: string;
  format: ExportFormat;
  out?: string;
  from?: number;
  to?: number;
  files: boolean;
}

type Room = StoredRooms['rooms'][number];

export function addExport(program: Command, words: Words): void {
  const day = (text: string): number => {
    const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Number.NaN;
    if (Number.isNaN(at)) throw new InvalidArgumentError(words.backup.notADay);
    return at;
  };
  program
    .command('export')
    .description(words.backup.export)
    .argument('[room]', words.backup.room)
    .option('--data <folder>', fill(words.data, { folder: defaultDataFolder() }))
    .addOption(choice('--format <kind>', words.backup.format, ['html', 'text', 'json'], 'html'))
    .option('--out <file>', words.backup.out)
    .addOption(new Option('--from <day>', words.backup.fromDay).argParser(day))
    .addOption(new Option('--to <day>', words.backup.toDay).argParser(day))
    .option('--files', words.backup.files, false)
    .action(async (room: string | undefined, flags: Flags) => {
      process.exitCode = await exportRoom(room, flags, words);
    });
}

async function exportRoom(wanted: string | undefined, flags: Flags, words: Words): Promise<number> {
  const dataDir = resolve(flags.data ?? defaultDataFolder());
  let stored: StoredRooms | null = null;
  try {
    stored = await openRooms(dataDir);
    const room =
      wanted === undefined || meansLobby(wanted)
        ? (stored.find(wanted ?? '') ?? stored.find(''))
        : stored.find(wanted.replace(/^#/, ''));
    if (!room) {
      const names = stored.rooms
        .filter(({ kind }) => kind === 'room')
        .map(({ name }) => `#${name}`);
      process.stderr.write(`${fill(words.backup.noRoom, { rooms: names.join(', ') })}\n`);
      return EXIT.refused;
    }
    const language = languageFor(process.env);
    const source = sourceOf(stored, room, LOBBY_TITLES[language]);
    const { format, from, to } = flags;
    const file = resolve(flags.out ?? `${diskFileName(source.room.name)}${EXTENSION[format]}`);
    const progress = showProgress();
    const { messages, files, missing } = await writeRoom(source, {
      file,
      format,
      language,
      now: Date.now(),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to: nextDay(to) }),
      ...(flags.files && { fetch: (ref, path) => copyOut(dataDir, ref, path) }),
      onProgress: (part) => progress(part, 1),
    });
    process.stdout.write(`export ${file}\nmessages ${messages}\n`);
    if (flags.files) process.stdout.write(`files ${files}\nmissing ${missing}\n`);
    return EXIT.done;
  } catch (why) {
    return tellProblem(why, { dataDir, file: flags.out ?? '' }, words);
  } finally {
    await stored?.close();
  }
}

/** `--to` names the last day that is in it. */
function nextDay(at: number): number {
  const day = new Date(at);
  day.setDate(day.getDate() + 1);
  return day.getTime();
}

function sourceOf(stored: StoredRooms, room: Room, lobby: string): ExportSource {
  const direct = room.kind === 'direct';
  const name = direct
    ? [...room.pair.values()].join(', ')
    : room.id === 'lobby' && room.name === 'lobby'
      ? lobby
      : room.name;
  return {
    server: stored.server,
    room: { id: room.id, name, topic: room.topic, direct },
    head: stored.head(room.id),
    nameOf: (user) => stored.nameOf(user),
    async *events() {
      yield* stored.events(room.id);
    },
  };
}

async function copyOut(dataDir: string, { id }: FileRef, to: string): Promise<boolean> {
  try {
    const from = join(dataDir, FILES_FOLDER, id.slice(1, 3), id);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    return true;
  } catch (why) {
    if ((why as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw why;
  }
}
