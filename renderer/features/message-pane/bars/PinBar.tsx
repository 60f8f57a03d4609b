import { Popover } from '@base-ui/react/popover';
import { ChevronDown, Pin, PinOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import type { RoomView } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { mayPin } from '../../../store/rights';
import type { Server } from '../../../store/slices/servers';
import { useWishedRoom } from '../../../store/wished';
import { Avatar } from '../../../ui/Avatar';
import { classes } from '../../../ui/classes';
import floating from '../../../ui/Floating.module.css';
import { IconButton } from '../../../ui/IconButton';
import { plainText } from '../../../ui/plain-text';
import { toast } from '../../../ui/Toaster';
import styles from './bars.module.css';
import { useBoard } from './use-board';

/** The text of a message on one line; of one that only carries files the first of their names. */
export const oneLine = ({ text, files }: Message): string =>
  plainText(text).replace(/\s+/g, ' ').trim() || (files?.[0]?.name ?? '');

/** The newest message of the room's board, and a way to all of them. */
export const PinBar = ({ server, room }: { server: Server; room: RoomView }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const pins = useBoard(server.id, room.id, useWishedRoom(server.id, room).pins ?? NONE);
  const newest = pins.at(-1);
  if (!newest) return null;
  const go = ({ seq }: Message): void => {
    setOpen(false);
    void actions.jumpTo(server.id, room.id, seq, { highlight: true });
  };
  const unpin = async ({ seq }: Message): Promise<void> => {
    const outcome = await actions.pinMessage(server.id, room.id, seq, false);
    if (!outcome.ok) toast({ title: t(`errors.${outcome.error.code}`), type: 'failed' });
  };
  return (
    <section className={styles.bar} aria-label={t('message.pinned')}>
      <Pin size={15} className={styles.mark} aria-hidden="true" />
      <button
        type="button"
        className={styles.line}
        title={t('message.goToPin')}
        onClick={() => go(newest)}
      >
        <b>{newest.name}</b> <span>{oneLine(newest)}</span>
      </button>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          render={
            <button type="button" className={styles.more}>
              {t('message.pinnedCount', { count: pins.length })}
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          }
        />
        <Popover.Portal>
          <Popover.Positioner
            className={floating.place}
            side="bottom"
            align="end"
            sideOffset={6}
            collisionPadding={8}
          >
            <Popover.Popup className={classes(floating.card, styles.popup)}>
              <Popover.Title className={styles.title}>
                {t('message.pinnedCount', { count: pins.length })}
              </Popover.Title>
              <ul className={styles.pins}>
                {[...pins].reverse().map((message) => (
                  <li key={message.seq} className={styles.pin}>
                    <button type="button" className={styles.pinned} onClick={() => go(message)}>
                      <Avatar id={message.by} name={message.name} size="small" />
                      <span className={styles.words}>
                        <b>{message.name}</b>
                        <span className={styles.said}>{oneLine(message)}</span>
                      </span>
                    </button>
                    {mayPin(server, room) && (
                      <IconButton
                        label={t('message.unpin')}
                        icon={<PinOff size={15} />}
                        side="left"
                        onClick={() => void unpin(message)}
                      />
                    )}
                  </li>
                ))}
              </ul>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </section>
  );
};

const NONE: readonly number[] = [];
