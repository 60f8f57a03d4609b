import { Toolbar } from '@base-ui/react/toolbar';
import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasReacted, type Message } from '../../../../protocol/apply-change';
import { QUICK_EMOJI } from '../../../../protocol/emoji';
import type { UserId } from '../../../../protocol/ids';
import { IconButton } from '../../../ui/IconButton';
import { useTools } from './context';
import styles from './ToolStrip.module.css';

/** How far it reaches over the upper edge of its line. */
const REACHES_UP_PX = 20;

/**
 * What one does most often with a message, over its upper edge while it is pointed at or has the
 * focus. Lies above the lines and moves none of them. Esc leads back to the line.
 */
export const ToolStrip = ({ message, me }: { message: Message; me: UserId | null }) => {
  const { t } = useTranslation();
  const tools = useTools();
  const strip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const line = strip.current?.closest('li[data-index]');
    const list = line?.closest('ul')?.parentElement?.parentElement;
    if (!line || !list) return;
    const above = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
    strip.current?.toggleAttribute('data-low', above < REACHES_UP_PX);
  });
  if (!tools) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    (event.target as Element).closest<HTMLElement>('li[data-index]')?.focus();
  };
  return (
    <Toolbar.Root
      ref={strip}
      className={styles.strip}
      aria-label={t('message.tools')}
      onKeyDown={onKeyDown}
    >
      {QUICK_EMOJI.map((emoji) => {
        const mine = me !== null && hasReacted(message, me, emoji);
        return (
          <Toolbar.Button
            key={emoji}
            className={styles.emoji}
            aria-label={t(mine ? 'message.unreactWith' : 'message.reactWith', { emoji })}
            aria-pressed={mine}
            onClick={() => tools.toggle(message, emoji)}
          >
            {emoji}
          </Toolbar.Button>
        );
      })}
      <Toolbar.Button
        render={
          <IconButton
            className={styles.tool}
            label={t('message.react')}
            keys="＋"
            side="top"
            icon={<SmilePlus size={16} />}
          />
        }
        aria-haspopup="dialog"
        onClick={(event) => tools.pick(message, event.currentTarget)}
      />
      <Toolbar.Button
        render={
          <IconButton
            className={styles.tool}
            label={t('message.reply')}
            keys="R"
            side="top"
            icon={<Reply size={17} />}
          />
        }
        onClick={() => tools.run('reply', message)}
      />
      <Toolbar.Button
        render={
          <IconButton
            className={styles.tool}
            label={t('message.more')}
            side="top"
            icon={<Ellipsis size={17} />}
          />
        }
        aria-haspopup="menu"
        onClick={(event) => tools.openMenu(message, event.currentTarget)}
      />
    </Toolbar.Root>
  );
};
