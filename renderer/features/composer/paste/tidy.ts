/**
 * Makes plain HTML of what programs put on the clipboard: Word writes lists as paragraphs, Google
 * Docs writes bold as a style, and links may lead anywhere. A plugin of rehype; pure.
 */

/** The part of a syntax tree (hast) that is touched here. */
export interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** Nothing that runs, loads or is not text is kept; neither is what is only for the eye. */
const DROPPED = new Set([
  ...['script', 'style', 'head', 'title', 'meta', 'link', 'template', 'noscript', 'iframe'],
  ...['object', 'embed', 'svg', 'math', 'canvas', 'audio', 'video', 'button', 'select', 'textarea'],
  ...['o:p', 'xml'],
]);
const SCHEMES = /^(?:https?:\/\/|mailto:)/i;

const styleOf = ({ properties }: Node): string =>
  typeof properties?.style === 'string' ? properties.style.toLowerCase() : '';

const element = (tagName: string, children: Node[]): Node => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});

export const textOf = (node: Node): string =>
  node.value ?? node.children?.map(textOf).join('') ?? '';

/** What a style means, innermost first. */
const marksOf = (style: string): string[] => {
  const weight = /font-weight:\s*(\w+)/.exec(style)?.[1];
  return [
    ...(weight === 'bold' || weight === 'bolder' || Number(weight) >= 600 ? ['strong'] : []),
    ...(/font-style:\s*(?:italic|oblique)/.test(style) ? ['em'] : []),
    ...(/text-decoration[^;]*line-through/.test(style) ? ['del'] : []),
  ];
};

const wrapped = (children: Node[], tags: readonly string[]): Node[] =>
  tags.reduce((inner, tag) => [element(tag, inner)], children);

/** Word's bullets and numbers are text in a paragraph of their own kind. */
const LIST = /mso-list:\s*l\d+\s+level(\d+)/;
const isMarker = (node: Node): boolean => /mso-list:\s*ignore/.test(styleOf(node));

const withoutMarker = (node: Node): Node =>
  node.children
    ? { ...node, children: node.children.filter((child) => !isMarker(child)).map(withoutMarker) }
    : node;
const markerOf = (node: Node): string =>
  isMarker(node) ? textOf(node) : (node.children?.map(markerOf).join('') ?? '');

interface Item {
  level: number;
  ordered: boolean;
  content: Node[];
}

const itemOf = (node: Node): Item | null => {
  const level = Number(LIST.exec(styleOf(node))?.[1]);
  if (node.tagName !== 'p' || !level) return null;
  const ordered = /^\s*[\p{L}\p{N}]{1,4}[.)]/u.test(markerOf(node));
  return { level, ordered, content: withoutMarker(node).children ?? [] };
};

const listOf = (items: readonly Item[]): Node => {
  const [first] = items;
  const level = Math.min(...items.map((item) => item.level));
  const list = element(first?.ordered ? 'ol' : 'ul', []);
  for (let at = 0; at < items.length; ) {
    const item = items[at] as Item;
    let next = at + 1;
    while (next < items.length && (items[next] as Item).level > level) next += 1;
    const below = items.slice(at + 1, next);
    const content = [...item.content, ...(below.length > 0 ? [listOf(below)] : [])];
    list.children?.push(element('li', content));
    at = next;
  }
  return list;
};

/** Runs of such paragraphs become lists. */
const gatherLists = (children: readonly Node[]): Node[] => {
  const out: Node[] = [];
  let run: Item[] = [];
  const flush = () => {
    if (run.length > 0) out.push(listOf(run));
    run = [];
  };
  for (const child of children) {
    const item = itemOf(child);
    if (item) run.push(item);
    else if (run.length === 0 || textOf(child).trim() !== '') {
      flush();
      out.push(child);
    }
  }
  flush();
  return out;
};

const change = (node: Node): Node[] => {
  if (node.type === 'comment' || node.type === 'doctype') return [];
  if (node.type !== 'element') return [node];
  const tag = node.tagName ?? '';
  if (DROPPED.has(tag)) return [];
  const children = tidied(node.children ?? []);
  const style = styleOf(node);
  if (/display:\s*none/.test(style)) return [];
  if (tag === 'img') {
    const { alt } = node.properties ?? {};
    return typeof alt === 'string' && alt !== '' ? [{ type: 'text', value: alt }] : [];
  }
  if (tag === 'a') {
    const { href } = node.properties ?? {};
    return typeof href === 'string' && SCHEMES.test(href)
      ? [{ ...element('a', children), properties: { href } }]
      : children;
  }
  // Google Docs wraps everything in a <b> that is not bold.
  if ((tag === 'b' || tag === 'strong') && /font-weight:\s*(?:normal|400)/.test(style))
    return children;
  if (tag === 'span' || tag === 'font') return wrapped(children, marksOf(style));
  if (tag === 'u' || tag === 'ins') return children;
  return [{ ...node, children }];
};

const tidied = (children: readonly Node[]): Node[] => gatherLists(children).flatMap(change);

export const tidy = () => (tree: Node) => ({ ...tree, children: tidied(tree.children ?? []) });
