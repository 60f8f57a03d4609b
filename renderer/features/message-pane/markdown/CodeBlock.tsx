import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '../../../store/actions';
import { IconButton } from '../../../ui/IconButton';
import { useRowTabIndex } from '../active-row';
import styles from './Markdown.module.css';

const COPIED_SHOWN_MS = 2000;

/** Code as it was typed, with a button that copies it. */
export const CodeBlock = ({ children }: { children?: ReactNode }) => {
  const { t } = useTranslation();
  const tabIndex = useRowTabIndex();
  const ref = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await actions.copyText(ref.current?.textContent?.replace(/\n$/, '') ?? '');
    setCopied(true);
  };
  return (
    <div className={styles.block}>
      <pre ref={ref} tabIndex={tabIndex} data-selectable>
        {children}
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
