import { Check, Copy } from 'lucide-react';
import { isValidElement, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../../store/actions';
import { IconButton } from '../../../ui/IconButton';
import { useRowTabIndex } from '../active-row';
import styles from './CodeBlock.module.css';

const COPIED_SHOWN_MS = 2000;

/** What `pre` holds: one `code` with its language as a class. */
const partsOf = (children: ReactNode): { code: string; language: string } => {
  const inner = Array.isArray(children) ? children.find(isValidElement) : children;
  if (!isValidElement<{ className?: string; children?: ReactNode }>(inner))
    return { code: String(children ?? ''), language: '' };
  const { className = '', children: code } = inner.props;
  const language = /language-(\S{1,30})/.exec(className)?.[1]?.toLowerCase() ?? '';
  return { code: String(code ?? '').replace(/\n$/, ''), language };
};

/** In colours as soon as they are loaded; until then, and in unknown languages, plain. */
const useColours = (code: string, language: string): ReactNode => {
  const [drawn, setDrawn] = useState<{ of: string; nodes: ReactNode } | null>(null);
  const of = `${language}\n${code}`;
  useEffect(() => {
    if (language === '') return;
    let gone = false;
    import('./highlight').then(
      ({ highlight }) => !gone && setDrawn({ of, nodes: highlight(code, language) }),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [of, code, language]);
  return drawn?.of === of && drawn.nodes ? drawn.nodes : code;
};

/** Code as it was typed, in colours, with its language and a button that copies it. */
export const CodeBlock = ({ children }: { children?: ReactNode }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const { code, language } = partsOf(children);
  const shown = useColours(code, language);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await actions.copyText(code);
    setCopied(true);
  };
  return (
    <div className={styles.block}>
      {language !== '' && <span className={styles.language}>{language}</span>}
      <pre tabIndex={tabIndex} data-selectable>
        <code>{shown}</code>
      </pre>
      <IconButton
        className={styles.copy}
        tabIndex={tabIndex}
        label={t(copied ? 'common.copied' : 'chat.copyCode')}
        icon={copied ? <Check size={16} /> : <Copy size={16} />}
        onClick={copy}
      />
    </div>
  );
};
