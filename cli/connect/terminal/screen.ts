/**
 * A terminal with a line at the bottom that is being typed: what is printed goes above it, and the
 * typed text stays as it was, with its cursor, wide characters and all. Without a real terminal at
 * the output there is no such line, and lines are just printed.
 */
import { createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { rowsOf } from './width';

export interface ScreenListener {
  line(text: string): void;
  /** Ctrl+D, Ctrl+C on an empty line, or the end of the input. */
  ended(): void;
  complete(line: string): [candidates: string[], completed: string];
}

const HISTORY_LINES = 500;
const CLEAR_BELOW = '\u001b[J';

/** What readline writes; nothing of it is shown while a secret is typed. */
class Tap extends Writable {
  muted = false;
  readonly isTTY = true;

  constructor(private readonly out: WriteStream) {
    super({ decodeStrings: false });
    out.on('resize', this.#resized);
  }
  get columns(): number {
    return this.out.columns;
  }
  get rows(): number {
    return this.out.rows;
  }
  override _write(text: string | Buffer, _encoding: string, done: () => void): void {
    if (!this.muted) this.out.write(text);
    done();
  }
  override _destroy(why: Error | null, done: (why: Error | null) => void): void {
    this.out.off('resize', this.#resized);
    done(why);
  }
  readonly #resized = () => void this.emit('resize');
}

interface Question {
  text: string;
  secret: boolean;
  resolve(answer: string | null): void;
}

export class Screen {
  readonly live: boolean;
  readonly #rl: Interface;
  readonly #tap: Tap | null;
  #prompt = '';
  #questions: Question[] = [];
  /** Typed before a question came up. */
  #draft = '';
  #closed = false;

  constructor(
    input: ReadStream,
    private readonly out: WriteStream,
    private readonly on: ScreenListener,
  ) {
    this.live = out.isTTY === true;
    this.#tap = this.live ? new Tap(out) : null;
    this.#rl = createInterface({
      input,
      ...(this.#tap && { output: this.#tap }),
      terminal: this.live,
      historySize: HISTORY_LINES,
      removeHistoryDuplicates: true,
      completer: (line: string) => (this.#asking ? [[], line] : on.complete(line)),
    });
    this.#rl
      .on('line', (text) => this.#line(text))
      .on('SIGINT', () => this.#interrupted())
      .on('close', () => this.#end())
      // An answer is nobody's to find with the arrow keys.
      .on('history', (history: string[]) => void (this.#asking && history.shift()));
  }

  get #asking(): Question | undefined {
    return this.#questions[0];
  }

  print(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const text = `${lines.join('\n')}\n`;
    if (!this.#tap || this.#closed) {
      this.out.write(text);
      return;
    }
    const rows = this.#tap.muted ? 0 : this.#rl.getCursorPos().rows;
    this.#up(rows);
    // Drawing the prompt goes up as many rows as the cursor was in: they are made below the text.
    this.out.write(text + '\n'.repeat(rows));
    this.#draw();
  }

  setPrompt(prompt: string): void {
    if (prompt === this.#prompt) return;
    this.#prompt = prompt;
    if (this.#asking || this.#closed || !this.#tap) return;
    // The cursor stands as it did under the old one: gone up by that, not by the new one.
    const { rows } = this.#rl.getCursorPos();
    this.#up(rows);
    this.out.write('\n'.repeat(rows));
    this.#rl.setPrompt(prompt);
    this.#draw();
  }

  /** What was typed as an answer; null when the person wants out. One question after another. */
  ask(text: string, { secret = false } = {}): Promise<string | null> {
    return new Promise((resolve) => {
      if (this.#closed) return resolve(null);
      this.#questions.push({ text, secret, resolve });
      if (this.#questions.length === 1) this.#nextQuestion();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#rl.close();
  }

  #nextQuestion(): void {
    const question = this.#asking;
    if (!question) {
      this.#rl.setPrompt(this.#prompt);
      this.#draw();
      if (this.#draft) this.#rl.write(this.#draft);
      this.#draft = '';
      return;
    }
    if (this.live) {
      this.#draft ||= this.#rl.line;
      this.#rl.write(null, { ctrl: true, name: 'e' });
      this.#rl.write(null, { ctrl: true, name: 'u' });
      this.#rl.setPrompt(question.text);
    } else this.out.write(question.text);
    this.#draw();
    if (this.#tap) this.#tap.muted = question.secret;
  }

  #line(text: string): void {
    const question = this.#asking;
    if (question) {
      this.#answered(question, text);
      return;
    }
    if (this.#tap) {
      // The line comes back when it has been said: until then it is not shown as if it had.
      this.#up(rowsOf(this.#rl.getPrompt() + text, this.out.columns || 80));
    }
    this.on.line(text);
    if (!this.#closed && !this.#asking) this.#draw();
  }

  #answered(question: Question, answer: string | null): void {
    if (this.#tap?.muted) {
      this.#tap.muted = false;
      this.out.write('\n');
    }
    this.#questions.shift();
    question.resolve(answer);
    this.#nextQuestion();
  }

  #interrupted(): void {
    const question = this.#asking;
    if (question) {
      if (!this.#tap?.muted) this.out.write('\n');
      this.#answered(question, null);
    } else if (this.#rl.line === '') this.on.ended();
    else {
      this.#rl.write(null, { ctrl: true, name: 'e' });
      this.#rl.write(null, { ctrl: true, name: 'u' });
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#tap) {
      this.#tap.muted = false;
      this.out.write(`\r${CLEAR_BELOW}`);
      this.#tap.destroy();
    }
    const asked = this.#questions;
    this.#questions = [];
    for (const { resolve } of asked) resolve(null);
    this.on.ended();
  }

  /** To the beginning of a row above, and nothing below it. */
  #up(rows: number): void {
    if (rows > 0) moveCursor(this.out, 0, -rows);
    cursorTo(this.out, 0);
    this.out.write(CLEAR_BELOW);
  }

  #draw(): void {
    if (!this.live || this.#closed) return;
    if (this.#tap?.muted) this.out.write(this.#asking?.text ?? '');
    else this.#rl.prompt(true);
  }
}
