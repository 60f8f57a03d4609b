/** The part of a syntax tree (mdast) that is touched here. */
export interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  data?: { hName?: string; hProperties?: Record<string, string> };
}

export const text = (value: string): Node => ({ type: 'text', value });

/** Replaces nodes by what `change` makes of them, from the leaves up; undefined keeps one. */
export const rewrite = (node: Node, change: (node: Node) => Node[] | undefined): void => {
  if (!node.children) return;
  for (const child of node.children) rewrite(child, change);
  node.children = node.children.flatMap((child) => change(child) ?? [child]);
};
