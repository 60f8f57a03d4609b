import { splitLinks } from '../../../../protocol/invite';
import { splitMentions } from '../../../../protocol/mentions';
import { type Node, rewrite, text } from './tree';
import { splitParticle } from './urls';

/**
 * Definitions and footnotes vanish from where they were written. Whatever a person wrote must be
 * seen, so they stand there as they were typed.
 */
export const showDefinitions = () => (tree: Node, file: { value: unknown }) => {
  const source = String(file.value);
  const typed = (node: Node): string =>
    source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  rewrite(tree, (node) => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition')
      return [{ type: 'paragraph', children: [text(typed(node))] }];
    return node.type === 'footnoteReference' ? [text(typed(node))] : undefined;
  });
};

/** Bare addresses end before a Korean particle. */
export const releaseParticles = () => (tree: Node) => {
  rewrite(tree, (node) => {
    const only = node.children?.length === 1 ? node.children[0] : undefined;
    if (node.type !== 'link' || !node.url || only?.type !== 'text' || !only.value) return undefined;
    if (!node.url.endsWith(only.value) && !node.url.endsWith(encodeURI(only.value)))
      return undefined;
    const [address, particle] = splitParticle(only.value);
    if (!particle) return undefined;
    const prefix = /^(?:[a-z]+:\/\/|mailto:)/.exec(node.url)?.[0] ?? '';
    const url = address.startsWith(prefix) ? address : prefix + address;
    return [{ ...node, url, children: [text(address)] }, text(particle)];
  });
};

/** Our own links, as they stand in what people write. */
export const linkOwn = () => (tree: Node) => {
  rewrite(tree, (node) => {
    if (node.type !== 'text' || !node.value?.includes('://')) return undefined;
    return splitLinks(node.value).map((part) =>
      typeof part === 'string'
        ? text(part)
        : { type: 'link', url: part.link, children: [text(part.link)] },
    );
  });
};

/** My name after an @, outside of code, becomes a mark. */
export const markMentions = (names: readonly string[]) => () => (tree: Node) => {
  rewrite(tree, (node) => {
    if (node.type !== 'text' || !node.value?.includes('@')) return undefined;
    return splitMentions(node.value, names).map((part) =>
      typeof part === 'string'
        ? text(part)
        : { type: 'emphasis', data: { hName: 'mark' }, children: [text(part.mention)] },
    );
  });
};
