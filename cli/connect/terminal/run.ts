/** `connect` with a person at a terminal, from the first question to the last line. */
import { safetyWords } from '../../../protocol/safety-words';
import type { Question, ServerStatus } from '../../../protocol/views';
import { WORDS as TEXT } from '../../../server/gateways/text/languages';
import { EXIT } from '../../exit-codes';
import { printable, printableLines } from '../../printable';
import { fill, WORDS } from '../../words';
import { Ended, endOfStatus } from '../ending';
import { COLOURED, PLAIN } from '../paint';
import { keyChanged, passwordSentence } from '../questions';
import { enterRoom } from '../rooms';
import { openVisit, type Ready, type Visit, type Wanted } from '../visit';
import { Screen } from './screen';
import { Talk } from './talk';

export interface TerminalOptions {
  plain: boolean;
  trust: boolean;
  room: string | undefined;
}

/** Resolves when the person leaves; rejects with `Ended` when something else ends it. */
export async function runTerminal(wanted: Wanted, options: TerminalOptions): Promise<void> {
  const { stdin, stdout } = process;
  const { language } = wanted;
  const words = WORDS[language].connect;
  const paint = stdout.isTTY && stdout.hasColors() ? COLOURED : PLAIN;
  let talk: Talk | null = null;
  let leave = (): void => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const screen = new Screen(stdin, stdout, {
    line: (text) => void talk?.typed(text),
    ended: () => leave(),
    complete: (line) => talk?.complete(line) ?? [[], line],
  });
  process.once('SIGTERM', () => leave());
  process.once('SIGHUP', () => leave());
  const yes = async (question: readonly string[]): Promise<boolean> => {
    screen.print(question.slice(0, -1));
    const answer = await screen.ask(question.at(-1) ?? '');
    return answer !== null && words.yes.test(answer.trim());
  };
  let visit: Visit | undefined;
  try {
    screen.print([paint('dim', words.connecting)]);
    visit = await openVisit(wanted, { language, yes, plain: options.plain, trust: options.trust });
    if (!visit.own) screen.print([words.beside]);
    talk = new Talk(visit, screen, paint, language, leave);
    await Promise.race([converse(visit, talk, screen, options.room), left]);
    await talk.transfers.stop();
    const unsent = visit.client.pendingMessages().length;
    if (unsent > 0 && visit.own) talk.say(fill(talk.words.unsentLeft, { count: unsent }));
  } finally {
    screen.close();
    await visit?.close();
  }
}

/** Never resolves; rejects with `Ended`. */
function converse(
  visit: Visit,
  talk: Talk,
  screen: Screen,
  wanted: string | undefined,
): Promise<never> {
  const { client } = visit;
  return new Promise((_resolve, reject) => {
    let inside = false;
    let lostAt: number | null = null;
    const status = (now: ServerStatus): void => {
      talk.refresh();
      if (now.state === 'question') answer(now.question).catch(reject);
      else if (now.state === 'offline') reject(endOfStatus(now));
      else if (now.state === 'waiting') {
        if (!inside) reject(endOfStatus(now));
        else if (now.since !== lostAt) {
          lostAt = now.since;
          const closed = now.why === 'closed' ? TEXT[talk.language].bye.closed(now.by) : '';
          talk.say([closed, talk.words.lost].filter(Boolean).join(' '));
        }
      }
    };
    const sayLines = (lines: readonly string[]): void => {
      for (const line of lines) screen.print(printableLines(line));
    };
    const answer = async (question: Question): Promise<void> => {
      const { words, language } = talk;
      switch (question.kind) {
        case 'password': {
          screen.print([passwordSentence(question, language)]);
          const password = await screen.ask(words.passwordAsk, { secret: true });
          if (!password) throw new Ended(EXIT.refused, [words.notTrusted]);
          return client.answer({ kind: 'password', password: password.slice(0, 128) });
        }
        case 'name-taken': {
          const { suggestion } = question;
          const why = question.reserved ? words.nameReserved : words.nameTaken;
          const { name: wanted } = question;
          screen.print([fill(why, { name: wanted, suggestion: printable(suggestion) })]);
          const name = await screen.ask(fill(words.nameAsk, { suggestion: printable(suggestion) }));
          if (name === null) throw new Ended(EXIT.refused, []);
          return client.answer({ kind: 'name', name: name.trim().slice(0, 128) || suggestion });
        }
        case 'waiting':
          return screen.print([TEXT[language].waiting[question.why]]);
        case 'key-changed':
          throw keyChanged(question);
        case 'first-visit':
        case 'plain':
          // Settled before: the server is another one by now.
          throw new Ended(EXIT.wrongKey, [words.notTrusted]);
      }
    };
    const enter = async (ready: Ready): Promise<void> => {
      const { words, language } = talk;
      const { name: server, me, motd } = ready;
      await visit.remember(ready);
      screen.print([fill(words.welcome, { server: printable(server), name: printable(me.name) })]);
      if (motd) screen.print(printableLines(motd));
      if (visit.pin !== null && visit.first) {
        const four = safetyWords(visit.pin, language).join(' ');
        talk.say(fill(words.trusted, { server: printable(server), words: four }));
      }
      const lobby = client.rooms().find(({ joined, kind }) => joined && kind === 'room')?.id;
      await talk.begin(await enterRoom(client, wanted ?? lobby ?? 'lobby'));
    };
    client.on('status', status);
    client.on('notice', (notice) => sayLines([TEXT[talk.language].notice(notice)]));
    let told: readonly string[] = [];
    client.on('knocks', (knocks) => {
      sayLines(TEXT[talk.language].knocks(knocks.filter(({ id }) => !told.includes(id))));
      told = knocks.map(({ id }) => id);
    });
    client.on('ready', (ready) => {
      if (inside) {
        talk.say(talk.words.back);
        return talk.refresh();
      }
      inside = true;
      enter(ready).catch(reject);
    });
    client.connect();
  });
}
