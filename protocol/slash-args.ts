/** Where one is in a command that is being typed: which argument, and what of it is there. */
import { APP_SLASH, type SlashArg, type TypedName } from './slash';

export interface SlashPlace {
  name: TypedName;
  args: readonly SlashArg[];
  /** The argument in which the caret stands. */
  index: number;
  /** What of it stands before the caret, without a quote that opens it, and where it begins. */
  query: string;
  from: number;
  /** It takes the rest of the line, so that spaces belong to it. */
  last: boolean;
}

const HEAD = /^\/(\p{L}[\p{L}\p{N}-]*)\s+/u;
const TOKEN = /^(?:"[^"]*"|[^\s"]\S*)(\s+)/u;

/** Null when the text before the caret is no command with arguments. */
export const slashPlace = (text: string, caret: number): SlashPlace | null => {
  const before = text.slice(0, caret);
  const head = HEAD.exec(before);
  if (!head) return null;
  const name = head[1]?.toLowerCase();
  const command = APP_SLASH.find((one) => one.name === name);
  if (!command || command.args.length === 0) return null;
  let from = head[0].length;
  let index = 0;
  while (index < command.args.length - 1) {
    const token = TOKEN.exec(before.slice(from));
    if (!token) break;
    from += token[0].length;
    index += 1;
  }
  return {
    name: command.name,
    args: command.args,
    index,
    query: before.slice(from).replace(/^["@#]/, ''),
    from,
    last: index === command.args.length - 1,
  };
};

/** The first argument that a finished line lacks; null when there is nothing to ask for. */
export const missingArg = (name: TypedName, args: string): SlashArg | null => {
  const needed = APP_SLASH.find((one) => one.name === name)?.args ?? [];
  let rest = args.trim();
  for (const [index, arg] of needed.entries()) {
    if (arg.optional) return null;
    if (rest === '') return arg;
    if (index === needed.length - 1) return null;
    const token = TOKEN.exec(`${rest} `);
    rest = token ? rest.slice(token[0].length).trim() : '';
  }
  return null;
};

/** As it is typed where spaces end an argument. */
export const asArgument = (value: string, last: boolean): string =>
  !last && /\s/.test(value) ? `"${value}"` : value;
