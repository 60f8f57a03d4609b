import { TABLE_CELLS_MAX } from '../../../../protocol/limits';
import { type Node, rewrite, text } from './tree';

/** Every row is filled up to as many cells as the head has, whatever was written in it. */
const cellsOf = (table: Node): number => {
  const rows = table.children ?? [];
  return rows.length * Math.max(0, ...rows.map(({ children }) => children?.length ?? 0));
};

/**
 * A table whose cells, with those of the tables before it, are more than TABLE_CELLS_MAX stands as it
 * was typed: a wide head over short rows makes half a million cells of one message.
 */
export const boundTables = () => (tree: Node, file: { value: unknown }) => {
  const source = String(file.value);
  let drawn = 0;
  rewrite(tree, (node) => {
    if (node.type !== 'table') return undefined;
    drawn += cellsOf(node);
    if (drawn <= TABLE_CELLS_MAX) return undefined;
    const typed = source.slice(
      node.position?.start.offset ?? 0,
      node.position?.end.offset ?? source.length,
    );
    return [{ type: 'paragraph', children: [text(typed)] }];
  });
};
