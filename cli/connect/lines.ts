/** Lines of a stream, as they come and not faster than they are used; a line's length is bounded. */
import { StringDecoder } from 'node:string_decoder';

/** A line is longer than the caller can use. */
export class LineTooLong extends Error {
  constructor(readonly number: number) {
    super(`line ${number} is too long`);
    this.name = 'LineTooLong';
  }
}

/** Without their ends (LF or CRLF). What follows the last one is a line unless it is empty. */
export async function* linesOf(
  input: AsyncIterable<Buffer | string>,
  maxBytes: number,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let number = 1;
  let held = '';
  for await (const chunk of input) {
    held += typeof chunk === 'string' ? chunk : decoder.write(chunk);
    for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
      const line = held.slice(0, end).replace(/\r$/, '');
      held = held.slice(end + 1);
      if (Buffer.byteLength(line) > maxBytes) throw new LineTooLong(number);
      number += 1;
      yield line;
    }
    if (held.length > maxBytes) throw new LineTooLong(number);
  }
  held += decoder.end();
  if (Buffer.byteLength(held) > maxBytes) throw new LineTooLong(number);
  if (held !== '') yield held;
}
