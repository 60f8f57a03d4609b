import { type Node, text } from './tree';

const MARK = '||';

/** A mark, or a piece of what stands between marks. */
type Piece = { mark: true; opens: boolean; closes: boolean } | { mark: false; node: Node };

const piecesOf = (children: readonly Node[]): Piece[] =>
  children.flatMap((child, at): Piece[] => {
    if (child.type !== 'text' || !child.value?.includes(MARK))
      return [{ mark: false, node: child }];
    const parts = child.value.split(MARK);
    return parts.flatMap((part, index): Piece[] => {
      const piece: Piece[] = part === '' ? [] : [{ mark: false, node: text(part) }];
      if (index === parts.length - 1) return piece;
      const after = parts[index + 1] ?? '';
      // "a || b" in a sentence about programs hides nothing: marks touch what they hide.
      const opens =
        after !== '' ? !/^\s/.test(after) : at + 1 < children.length || index + 2 < parts.length;
      const closes = part !== '' ? !/\s$/.test(part) : at > 0 || index > 0;
      return [...piece, { mark: true, opens, closes }];
    });
  });

const spoiler = (children: Node[]): Node => ({
  type: 'emphasis',
  data: { hName: 'span', hProperties: { dataSpoiler: '' } },
  children,
});

/** Pairs each opening mark with the next closing one; what has no partner stays as it was typed. */
const paired = (pieces: readonly Piece[]): Node[] => {
  const out: Node[] = [];
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at] as Piece;
    if (!piece.mark) {
      out.push(piece.node);
      at += 1;
      continue;
    }
    const end = piece.opens
      ? pieces.findIndex((other, index) => index > at + 1 && other.mark && other.closes)
      : -1;
    if (end < 0) {
      out.push(text(MARK));
      at += 1;
      continue;
    }
    const inner = pieces.slice(at + 1, end);
    out.push(spoiler(inner.map((one) => (one.mark ? text(MARK) : one.node))));
    at = end + 1;
  }
  return out;
};

const walk = (node: Node): void => {
  if (!node.children || node.type === 'link') return;
  for (const child of node.children) walk(child);
  if (node.children.some(({ type, value }) => type === 'text' && value?.includes(MARK)))
    node.children = paired(piecesOf(node.children));
};

/** `||text||` is hidden until it is pressed. Not in code, nor within the text of a link. */
export const hideSpoilers = () => walk;
