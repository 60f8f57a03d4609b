/**
 * `connect` without a person: every line of the input is said in one room, and what others say is
 * printed when that is asked for. Ends when everything is accepted, or with the reason why not.
 */
import type { Readable } from 'node:stream';
import { Refusal } from '../../protocol/errors';
import { PIPE_LINE_MAX_BYTES, PIPE_PATIENCE_MS } from '../../protocol/limits';
import type { ServerStatus } from '../../protocol/views';
import { WORDS as TEXT } from '../../server/gateways/text/languages';
import { EXIT } from '../exit-codes';
import { fill, type Language, WORDS } from '../words';
import { Courier, PostRefused } from './courier';
import { Ended, endOfStatus } from './ending';
import { LineTooLong, linesOf } from './lines';
import { keyChanged, passwordSentence } from './questions';
import { enterRoom } from './rooms';
import type { Visit } from './visit';

export interface PipeOptions {
  language: Language;
  room: string;
  input: Readable;
  /** Told of everything that happens in rooms from now on; left out: nobody listens. */
  listener?: { begin(visit: Visit): void };
  /** Resolves when the program is told to stop. */
  told: Promise<void>;
}

/** Rejects with `Ended`. With a listener it goes on after the input's end, until it is told to stop. */
export async function runPipe(visit: Visit, options: PipeOptions): Promise<void> {
  const { client } = visit;
  const courier = new Courier(client);
  const over = watch(visit, options);
  const work = async () => {
    await new Promise<void>((resolve) => {
      client.on('ready', (info) => {
        void visit.remember(info).catch(() => {});
        resolve();
      });
      client.connect();
    });
    const room = await enterRoom(client, options.room);
    options.listener?.begin(visit);
    try {
      for await (const line of linesOf(options.input, PIPE_LINE_MAX_BYTES)) {
        if (line.trim() !== '') await courier.post(room, line);
      }
    } finally {
      // A line that cannot be sent ends this; those before it have their turn.
      await courier.settled();
    }
    if (options.listener) await options.told;
  };
  const stopped = options.told.then(() => {
    if (!options.listener) throw new Ended(EXIT.refused, []);
  });
  try {
    await Promise.race([work(), over, stopped]);
  } catch (why) {
    // What was not accepted now is not to be said later, behind the caller's back.
    client.disconnect('user');
    for (const id of courier.open) visit.drop(id);
    throw withCount(asEnded(why), courier.open.length);
  } finally {
    options.input.destroy();
  }
}

/** Rejects when the visit leads nowhere any more. */
function watch(visit: Visit, { language }: PipeOptions): Promise<never> {
  const { client } = visit;
  return new Promise((_resolve, reject) => {
    let inside = false;
    let patience: NodeJS.Timeout | undefined;
    const onStatus = (status: ServerStatus) => {
      if (status.state === 'online') {
        inside = true;
        clearTimeout(patience);
        patience = undefined;
      } else if (status.state === 'offline') reject(endOfStatus(status));
      else if (status.state === 'waiting') {
        if (!inside) reject(endOfStatus(status));
        patience ??= setTimeout(() => reject(endOfStatus(status)), PIPE_PATIENCE_MS).unref();
      } else if (status.state === 'question') {
        const { question } = status;
        const taken = question.kind === 'name-taken' ? question : null;
        if (taken && !visit.nameChosen) client.answer({ kind: 'name', name: taken.suggestion });
        else if (question.kind === 'waiting') {
          // Somebody is being asked, or a place may open: as long as a break may last.
          patience ??= setTimeout(() => reject(notLetIn(question)), PIPE_PATIENCE_MS).unref();
        } else reject(unanswered(question, language));
      }
    };
    client.on('status', onStatus);
  });
}

type Asked = Extract<ServerStatus, { state: 'question' }>['question'];

const notLetIn = ({ why }: Extract<Asked, { kind: 'waiting' }>): Ended =>
  new Ended(EXIT.refused, (language) => [TEXT[language].refused[why]({ code: why })]);

function unanswered(question: Exclude<Asked, { kind: 'waiting' }>, language: Language): Ended {
  const words = WORDS[language].connect;
  switch (question.kind) {
    case 'password':
      return new Ended(EXIT.refused, [passwordSentence(question, language), words.passwordHow]);
    case 'name-taken':
      return new Ended(EXIT.refused, [
        fill(question.reserved ? words.nameReserved : words.nameTaken, {
          name: question.name,
          suggestion: question.suggestion,
        }),
      ]);
    case 'key-changed':
      return keyChanged(question);
    case 'first-visit':
      return new Ended(EXIT.wrongKey, [words.notTrusted]);
    case 'plain':
      return new Ended(EXIT.wrongKey, [words.plainRefused]);
  }
}

function asEnded(why: unknown): Ended {
  if (why instanceof Ended) return why;
  if (why instanceof PostRefused || why instanceof Refusal) {
    const { error } = why;
    return new Ended(EXIT.refused, (language) => [TEXT[language].refused[error.code](error)]);
  }
  if (why instanceof LineTooLong) {
    const { number } = why;
    return new Ended(EXIT.refused, (language) => [
      fill(WORDS[language].connect.lineTooLong, { number, limit: PIPE_LINE_MAX_BYTES }),
    ]);
  }
  throw why;
}

const withCount = (ended: Ended, open: number): Ended =>
  open === 0
    ? ended
    : new Ended(ended.code, (language) => [
        ...ended.why(language),
        fill(WORDS[language].connect.notAccepted, { count: open }),
      ]);
