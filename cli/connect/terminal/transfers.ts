/** `/send FILE` and `/get N [FOLDER]`: one goes out with a message, one comes into a folder. */
import path from 'node:path';
import { Refusal } from '../../../protocol/errors';
import { sizeText } from '../../../protocol/file-size';
import type { FileRef } from '../../../protocol/message';
import type { PendingMessage } from '../../../protocol/views';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { harmless, printable } from '../../printable';
import { fill } from '../../words';
import { fileText, freePlace, isFolder, localFile, pathIn, progressText } from './files';
import type { Talk } from './talk';

export class Transfers {
  /** What comes, by id, with how far it is. */
  readonly #coming = new Map<string, { ref: FileRef; received: number; abort: AbortController }>();
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly talk: Talk) {}

  /** For the prompt: everything that moves, and how far it is. */
  progress(): string[] {
    const coming = [...this.#coming.values()].map(({ ref, received }) =>
      progressText(printable(ref.name), received, ref.size),
    );
    const going = this.talk.client
      .pendingMessages()
      .flatMap(({ files = [], state }) => (state === 'failed' ? [] : files))
      .filter(({ state }) => state !== 'sent')
      .map(({ name, sent, size }) => progressText(printable(name), sent, size));
    return [...going, ...coming];
  }

  async send(typed: string): Promise<void> {
    const { talk } = this;
    const { words, room, client, maxFileBytes } = talk;
    if (typed === '') return talk.say(words.use.send);
    if (!room) return talk.say(TEXT[talk.language].noRoom);
    if (maxFileBytes === 0) return talk.say(words.noFiles);
    const file = await localFile(pathIn(typed));
    if (!file) return talk.say(fill(words.notAFile, { file: harmless(typed) }));
    if (file.size > maxFileBytes) {
      const limit = sizeText(maxFileBytes);
      return talk.say(fill(words.fileTooLarge, { file: fileText(file), limit }));
    }
    talk.say(fill(words.sendsFile, { file: fileText(file) }));
    await client.files.send(room.id, [file], '');
    talk.refresh();
  }

  async get(typed: string): Promise<void> {
    const { talk } = this;
    const { words, numbered } = talk;
    const [, number, folder] = /^#?(\d{1,6})(?:\s+(.+))?$/.exec(typed) ?? [];
    if (number === undefined) return talk.say(words.use.get);
    const ref = numbered.get(Number(number));
    if (!ref) return talk.say(fill(words.noSuchFile, { number }));
    const into = folder === undefined ? process.cwd() : pathIn(folder);
    if (!(await isFolder(into))) return talk.say(fill(words.notAFolder, { folder: into }));
    const place = freePlace(into, ref.name);
    if (!place || this.#coming.has(ref.id)) return talk.say(words.comesAlready);
    const work = this.#fetch(ref, place);
    this.#running.add(work);
    void work.then(() => this.#running.delete(work));
  }

  /** What went wrong with files of a message that goes nowhere, as it is called. */
  static nameOf({ text, files = [] }: PendingMessage): string {
    return printable([text, ...files.map(({ name }) => name)].filter(Boolean).join(' '));
  }

  /** Nothing comes any more, and no parts are left behind. */
  async stop(): Promise<void> {
    for (const { abort } of this.#coming.values()) abort.abort(new Error('left'));
    await Promise.all(this.#running);
  }

  async #fetch(ref: FileRef, place: string): Promise<void> {
    const { talk } = this;
    const coming = { ref, received: 0, abort: new AbortController() };
    this.#coming.set(ref.id, coming);
    talk.say(fill(talk.words.getsFile, { file: fileText(ref) }));
    talk.refresh();
    try {
      await talk.client.files.fetch(ref.id, place, {
        signal: coming.abort.signal,
        patient: true,
        progress: ({ received }) => {
          coming.received = received;
          talk.refresh();
        },
      });
      const name = path.relative(process.cwd(), place);
      const file = name.startsWith('..') || path.isAbsolute(name) ? place : name;
      talk.say(fill(talk.words.gotFile, { file }));
    } catch (why) {
      if (!coming.abort.signal.aborted) this.#failed(ref, why);
    } finally {
      this.#coming.delete(ref.id);
      talk.refresh();
    }
  }

  #failed(ref: FileRef, why: unknown): void {
    const { words, language } = this.talk;
    const error = why instanceof Refusal ? why.error : { code: 'storage-failed' as const };
    const local = error.code === 'storage-failed';
    this.talk.say(
      fill(words.notGot, { file: fileText(ref) }),
      local ? words.notWritten : TEXT[language].refused[error.code](error),
    );
  }
}
