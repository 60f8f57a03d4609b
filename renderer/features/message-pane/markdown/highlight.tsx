/** Colours of code; loaded with the first block that names its language. */
import { common, createLowlight } from 'lowlight';
import type { ReactNode } from 'react';

const lowlight = createLowlight(common);

/** The part of a syntax tree (hast) that is drawn here. */
interface Node {
  type: string;
  value?: string;
  properties?: { className?: unknown };
  children?: Node[];
}

/** "hljs-title function_" is a title; what it is, is told to the style sheet as data. */
const tokenOf = (node: Node): string | undefined => {
  const { className } = node.properties ?? {};
  const names = Array.isArray(className) ? className.map(String) : [];
  return names.find((name) => name.startsWith('hljs-'))?.slice('hljs-'.length);
};

const draw = (nodes: readonly Node[]): ReactNode[] =>
  nodes.map((node, at) =>
    node.type === 'text' ? (
      node.value
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the tree of one text, made anew with it
      <span key={at} data-token={tokenOf(node)}>
        {draw(node.children ?? [])}
      </span>
    ),
  );

/** The code in colours; null for a language that is not known. */
export const highlight = (code: string, language: string): ReactNode[] | null =>
  lowlight.registered(language)
    ? draw(lowlight.highlight(language, code).children as Node[])
    : null;
