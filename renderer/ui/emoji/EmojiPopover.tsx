import { Popover } from '@base-ui/react/popover';
import { lazy, type ReactElement, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../classes';
import floating from '../Floating.module.css';
import { Spinner } from '../Spinner';
import type { EmojiPickerProps } from './EmojiPicker';
import styles from './EmojiPicker.module.css';

/** Loaded when it is first opened, with its data. */
const EmojiPicker = lazy(() => import('./EmojiPicker'));

interface EmojiPopoverProps extends EmojiPickerProps {
  /**
   * The button that opens it: an element that takes a ref and the props of a trigger. Without one
   * it is opened by `open`, beside `anchor`.
   */
  trigger?: ReactElement;
  open?: boolean;
  /** A place in the window. */
  anchor?: DOMRect;
  side?: 'top' | 'bottom';
  align?: 'start' | 'center' | 'end';
  onOpenChange?: (open: boolean) => void;
  /** Where the focus goes after a pick; without it back to the trigger. */
  focusAfter?: () => HTMLElement | null;
}

/** The emoji picker over a button. A pick closes it; Esc too, and the focus returns. */
export const EmojiPopover = ({
  trigger,
  side = 'top',
  align = 'end',
  onOpenChange,
  focusAfter,
  open: opened,
  anchor,
  onPick,
  ...picker
}: EmojiPopoverProps) => {
  const { t } = useTranslation();
  const [toggled, setOpen] = useState(false);
  const open = opened ?? toggled;
  const picked = useRef(false);
  const change = (next: boolean): void => {
    if (next) picked.current = false;
    setOpen(next);
    onOpenChange?.(next);
  };
  const pick = (emoji: string): void => {
    picked.current = true;
    change(false);
    onPick(emoji);
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      {trigger && <Popover.Trigger render={trigger} />}
      <Popover.Portal>
        <Popover.Positioner
          className={floating.place}
          anchor={anchor && { getBoundingClientRect: () => anchor }}
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={8}
        >
          <Popover.Popup
            className={classes(floating.card, styles.popup)}
            aria-label={t('emoji.title')}
            finalFocus={() => ((picked.current || !trigger) && focusAfter?.()) || true}
          >
            <Suspense
              fallback={
                <div className={styles.waiting}>
                  <Spinner />
                </div>
              }
            >
              <EmojiPicker {...picker} onPick={pick} />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
};
