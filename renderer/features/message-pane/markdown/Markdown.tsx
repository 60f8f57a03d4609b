import { memo, type ReactNode, useMemo } from 'react';
import ReactMarkdown, { type Components, type Options } from 'react-markdown';
import remarkBreaks from 'remark-breaks';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';
import { HERE_NAMES } from '../../../../protocol/mentions';
import { CodeBlock } from './CodeBlock';
import styles from './Markdown.module.css';
import { isTooDeep } from './nesting';
import { Plainly } from './Plainly';
import { isPlain } from './plain';
import { linkOwn, markMentions, releaseParticles, showDefinitions } from './plugins';
import { RoomLink } from './RoomLink';
import { linkRooms } from './rooms';
import { SafeLink } from './SafeLink';
import { Spoiler } from './Spoiler';
import { hideSpoilers } from './spoilers';
import { boundTables } from './tables';
import { useRooms } from './use-rooms';

/** Everything else becomes its text. Raw HTML is never read as HTML: it shows as it was typed. */
const ALLOWED = [
  ...['p', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'br', 'hr'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'img', 'mark', 'input', 'span'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

const textOf = (children: ReactNode): string =>
  Array.isArray(children)
    ? children.map(textOf).join('')
    : typeof children === 'string'
      ? children
      : '';

const Heading = ({ children }: { children?: ReactNode }) => (
  <p className={styles.heading}>{children}</p>
);

const components: Components = {
  a: ({ href = '', children }) => (
    <SafeLink url={href} text={textOf(children)}>
      {children}
    </SafeLink>
  ),
  // Images from elsewhere are not loaded: that would tell their server who reads along.
  img: ({ src = '', alt }) => (
    <SafeLink url={String(src)} text={alt || String(src)}>
      {alt || String(src)}
    </SafeLink>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  mark: ({ children }) => <mark className={styles.mention}>{children}</mark>,
  input: ({ checked }) => <span aria-hidden="true">{checked ? '☑ ' : '☐ '}</span>,
  // No HTML is read, so every span is one of ours (spoilers.ts, rooms.ts).
  span: ({ node, children }) => {
    const { dataRoom, dataSpoiler } = node?.properties ?? {};
    if (typeof dataRoom === 'string') return <RoomLink id={dataRoom}>{children}</RoomLink>;
    return dataSpoiler === undefined ? children : <Spoiler>{children}</Spoiler>;
  },
  table: ({ children }) => (
    <div className={styles.table}>
      <table>{children}</table>
    </div>
  ),
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
};

// One tilde is how Korean trails off: "3~5시, 6~7시" strikes nothing through.
const BASE: NonNullable<Options['remarkPlugins']> = [
  [remarkGfm, { singleTilde: false }],
  boundTables,
  remarkBreaks,
  remarkCjkFriendly,
  showDefinitions,
  releaseParticles,
  linkOwn,
  hideSpoilers,
];

/** Links are checked where they are drawn (SafeLink), with the address as it was typed. */
const keepUrl = (url: string): string => url;

/**
 * A message as elements, by an allow-list and without any HTML string. What is too deeply nested
 * is shown as it was typed.
 */
export const Markdown = memo((props: MarkdownProps) =>
  isPlain(props.text) ? <p>{props.text}</p> : <Read {...props} />,
);

interface MarkdownProps {
  text: string;
  /** Marked where it stands after an @; empty for none. */
  myName: string;
}

const Read = ({ text, myName }: MarkdownProps) => {
  const rooms = useRooms(text);
  const plugins = useMemo(
    () => [...BASE, markMentions(myName ? [myName, ...HERE_NAMES] : []), linkRooms(rooms)],
    [myName, rooms],
  );
  if (isTooDeep(text)) return <p className={styles.plain}>{text}</p>;
  return (
    <Plainly key={text} text={text}>
      <ReactMarkdown
        remarkPlugins={plugins}
        allowedElements={ALLOWED}
        unwrapDisallowed
        urlTransform={keepUrl}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </Plainly>
  );
};
