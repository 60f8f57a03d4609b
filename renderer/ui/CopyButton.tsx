import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { IconButton } from './IconButton';

const SAID_FOR_MS = 2_000;

interface CopyButtonProps {
  text: string;
  /** What is copied, for the name of the bare icon. */
  label: string;
  /** Puts it on the clipboard; the page itself may not. */
  onCopy: (text: string) => Promise<unknown>;
  /** With the word "Copy", or these words, instead of an icon. */
  worded?: boolean | string;
  className?: string;
}

/** Says "Copied" for a moment, only when it was. */
export const CopyButton = ({ text, label, onCopy, worded, className }: CopyButtonProps) => {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    onCopy(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const word = copied ? t('common.copied') : worded === true ? t('common.copy') : worded;
  return (
    <>
      {worded ? (
        <Button
          kind="ghost"
          size="small"
          className={className}
          // "Copy" alone does not say what; a name begins with the words that are seen
          aria-label={worded === true ? `${word}: ${label}` : undefined}
          onClick={copy}
        >
          {word}
        </Button>
      ) : (
        <IconButton
          label={copied ? t('common.copied') : label}
          icon={copied ? <Check size={15} /> : <Copy size={15} />}
          className={className}
          onClick={copy}
        />
      )}
      <span role="status" className="sr-only">
        {copied && t('common.copied')}
      </span>
    </>
  );
};
