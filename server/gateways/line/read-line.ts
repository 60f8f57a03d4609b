/** A line of the line chat. Pure. */

/** `name` is null where there is none: somebody types by hand. The text is what follows `> `. */
export function readLine(line: string): { name: string | null; text: string } {
  const [, name, text] = /^([^>]+)> ?(.*)$/s.exec(line) ?? [];
  if (name === undefined || text === undefined) return { name: null, text: line };
  return { name, text };
}
