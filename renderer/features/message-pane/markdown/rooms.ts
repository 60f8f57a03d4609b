import { type Node, rewrite, text } from './tree';

/** A room as it is written after a #. */
export interface NamedRoom {
  id: string;
  name: string;
}

const literally = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `#디자인` where there is such a room becomes a way to it; a particle may follow it. */
export const linkRooms = (rooms: readonly NamedRoom[]) => () => (tree: Node) => {
  if (rooms.length === 0) return;
  // The longest first, so that "#자료 모음" is not read as "#자료".
  const names = rooms.map(({ name }) => name).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_&/#])#(${names.map(literally).join('|')})(?![\\p{Script=Latin}\\p{N}_])`,
    'giu',
  );
  const byName = new Map(rooms.map(({ id, name }) => [name.toLowerCase(), id]));
  rewrite(tree, (node) => {
    if (node.type !== 'text' || !node.value?.includes('#')) return undefined;
    const out: Node[] = [];
    let last = 0;
    for (const found of node.value.matchAll(pattern)) {
      const id = byName.get(found[1]?.toLowerCase() ?? '');
      if (id === undefined) continue;
      if (found.index > last) out.push(text(node.value.slice(last, found.index)));
      out.push({
        type: 'emphasis',
        data: { hName: 'span', hProperties: { dataRoom: id } },
        children: [text(found[0])],
      });
      last = found.index + found[0].length;
    }
    if (last === 0) return undefined;
    if (last < node.value.length) out.push(text(node.value.slice(last)));
    return out;
  });
};
