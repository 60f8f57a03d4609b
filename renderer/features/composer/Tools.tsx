import { ArrowUp, Check, Smile, Type } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { actions } from '../../store/actions';
import { useEmoji } from '../../store/use-emoji';
import { EmojiPopover } from '../../ui/emoji/EmojiPopover';
import type { SendWith } from '../../ui/enter-rule';
import { IconButton } from '../../ui/IconButton';
import styles from './Composer.module.css';
import { insertText } from './insert-text';
import { SendMenu } from './SendMenu';

interface ToolsProps {
  field: RefObject<HTMLTextAreaElement | null>;
  formatBar: boolean;
  sendWith: SendWith;
  /** Characters, when they are to be shown. */
  count: number | null;
  /** A message is being changed, not sent. */
  edits: boolean;
  canSend: boolean;
  onSend: () => void;
  /** Sends it as an announcement; null where one may not announce. */
  onAnnounce: (() => void) | null;
}

/** At the end of the field: how long the text is, formatting, emoji, send. */
export const Tools = (props: ToolsProps) => {
  const { field, formatBar, sendWith, count, edits, canSend, onSend, onAnnounce } = props;
  const { t } = useTranslation();
  const emoji = useEmoji((picked) => field.current && insertText(field.current, picked));
  return (
    <div className={styles.tools}>
      {/* Past the limit the line above says so, and the text needs the width. */}
      {count !== null && count <= MESSAGE_MAX_CHARS && (
        <span className={styles.count}>{t('chat.count', { count, most: MESSAGE_MAX_CHARS })}</span>
      )}
      <IconButton
        label={t(formatBar ? 'writing.hideFormat' : 'writing.showFormat')}
        side="top"
        aria-pressed={formatBar}
        icon={<Type size={17} />}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => void actions.updateSettings({ formatBar: !formatBar }).catch(() => {})}
      />
      <EmojiPopover
        {...emoji}
        focusAfter={() => field.current}
        trigger={<IconButton label={t('writing.emoji')} side="top" icon={<Smile size={18} />} />}
      />
      <IconButton
        className={styles.send}
        label={t(edits ? 'writing.save' : 'chat.send')}
        keys={sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter'}
        side="top"
        icon={
          edits ? <Check size={17} strokeWidth={2.2} /> : <ArrowUp size={17} strokeWidth={2.2} />
        }
        disabled={!canSend}
        onClick={onSend}
      />
      {onAnnounce && !edits && <SendMenu field={field} canSend={canSend} onAnnounce={onAnnounce} />}
    </div>
  );
};
