/** What a terminal shows after some bytes: as much of one as readline and our programs use. */
import stringWidth from 'string-width';

/** The second half of a wide character. */
const HALF = '';

export class Drawn {
  readonly #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  #held = '';
  /** Everything that came, escapes included. */
  raw = '';

  constructor(private readonly columns: number) {}

  feed(text: string): void {
    this.raw += text;
    this.#held += text;
    while (this.#held !== '') {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one
      const sequence = /^\u001b\[([?\d;]*)([A-Za-z])/.exec(this.#held);
      if (sequence) {
        this.#held = this.#held.slice(sequence[0].length);
        this.#steer(sequence[2] as string, Number(sequence[1] || '0'));
      } else if (this.#held.startsWith('\u001b') && this.#held.length < 16) return;
      else {
        const { segment } = new Intl.Segmenter().segment(this.#held)[Symbol.iterator]().next()
          .value as { segment: string };
        this.#held = this.#held.slice(segment.length);
        this.#put(segment);
      }
    }
  }

  /** Rows without the blanks at their ends; those below the last one with text are left out. */
  get rows(): string[] {
    const rows = this.#rows.map((row) =>
      Array.from(row, (cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    while (rows.at(-1) === '') rows.pop();
    return rows;
  }
  get text(): string {
    return this.rows.join('\n');
  }
  /** From 0; counted in columns. */
  get cursor(): { row: number; column: number } {
    return { row: this.#row, column: this.#column };
  }

  #steer(letter: string, given: number): void {
    const n = given || 1;
    if (letter === 'A') this.#row = Math.max(0, this.#row - n);
    else if (letter === 'B') this.#row += n;
    else if (letter === 'C') this.#column += n;
    else if (letter === 'D') this.#column = Math.max(0, this.#column - n);
    else if (letter === 'G') this.#column = n - 1;
    else if (letter === 'K') this.#line().splice(this.#column);
    else if (letter === 'J') {
      this.#line().splice(this.#column);
      this.#rows.splice(this.#row + 1);
    }
  }

  #put(segment: string): void {
    if (segment === '\r\n' || segment === '\n') {
      this.#row += 1;
      if (segment === '\r\n') this.#column = 0;
    } else if (segment === '\r') this.#column = 0;
    else {
      const width = stringWidth(segment);
      if (width === 0) return;
      if (this.#column + width > this.columns) {
        this.#row += 1;
        this.#column = 0;
      }
      const line = this.#line();
      line[this.#column] = segment;
      if (width === 2) line[this.#column + 1] = HALF;
      this.#column += width;
    }
    this.#line();
  }

  #line(): string[] {
    while (this.#rows.length <= this.#row) this.#rows.push([]);
    return this.#rows[this.#row] as string[];
  }
}
