import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import { roomTitle } from '../../../../protocol/lobby';
import type { RoomView } from '../../../../protocol/views';
import { peerOf } from '../../../store/selectors';
import type { Server } from '../../../store/slices/servers';
import { useEmoji } from '../../../store/use-emoji';
import { useWishedRoom } from '../../../store/wished';
import { EmojiPopover } from '../../../ui/emoji/EmojiPopover';
import { useMessage } from '../bars/use-board';
import { FileActions } from '../files/FileActions';
import { filesHeld } from '../files/held';
import { readersOf } from '../message/readers';
import { Tools } from './context';
import { DeleteDialog } from './DeleteDialog';
import { createDoing } from './doing';
import { ForwardDialog } from './ForwardDialog';
import { messageAt, rowAround } from './find-message';
import { actionOfKey } from './keys';
import styles from './MessageActions.module.css';
import { MessageMenu, type OpenMenu } from './MessageMenu';
import { type MessageAction, possibleActions } from './possible';
import { ReadersDialog } from './ReadersDialog';
import { RevisionsDialog } from './RevisionsDialog';

type Asking = { about: 'delete' | 'forward' | 'history' | 'readers'; message: Message };

interface MessageActionsProps {
  server: Server;
  room: RoomView;
  /** The list of messages. */
  children: ReactNode;
}

/**
 * One menu, one picker and one of each dialog for all lines of a list: a right click anywhere on a
 * line, keys on the line that has the focus, and what the lines themselves ask for (context.ts).
 */
export const MessageActions = ({ server, room: told, children }: MessageActionsProps) => {
  const room = useWishedRoom(server.id, told);
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [open, setOpen] = useState(false);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const [picking, setPicking] = useState<{ message: Message; at: DOMRect } | null>(null);
  const now = useMessage(server.id, room.id, asking?.message.seq ?? null) ?? asking?.message;

  const rowOf = ({ seq }: Message): HTMLElement | null =>
    root.current?.querySelector<HTMLElement>(`li[data-seq="${seq}"]`) ?? null;
  const ask = (about: Asking['about'], message: Message): void => {
    // From a menu that is closing the focus would come back to nothing.
    rowOf(message)?.focus({ preventScroll: true });
    setAsking({ about, message });
    setOpen(true);
  };
  const pick = (message: Message, at: DOMRect): void => {
    rowOf(message)?.focus({ preventScroll: true });
    setPicking({ message, at });
  };
  const doing = createDoing({ server, room, t });
  const run = (action: MessageAction, message: Message): void => {
    if (action === 'delete' || action === 'forward' || action === 'history') ask(action, message);
    else if (action === 'react') {
      const box = rowOf(message)?.getBoundingClientRect();
      if (box) pick(message, new DOMRect(box.right - 220, box.top, 200, Math.min(box.height, 28)));
    } else doing.run(action, message);
  };
  const openMenu = (
    message: Message,
    row: HTMLElement | null,
    at: DOMRect,
    { link, file }: { link?: string; file?: string } = {},
  ) => {
    if (row) row.dataset.menu = '';
    setMenu({ message, row, at, link: link ?? null, file: file ?? null });
    setMenuOpen(true);
  };
  const latest = useRef({ run, ask, pick, openMenu, rowOf, doing });
  latest.current = { run, ask, pick, openMenu, rowOf, doing };
  const tools = useMemo(
    () => ({
      run: (action: MessageAction, message: Message) => latest.current.run(action, message),
      toggle: (message: Message, emoji: string) => latest.current.doing.toggle(message, emoji),
      openMenu: (message: Message, beside: Element) =>
        latest.current.openMenu(
          message,
          latest.current.rowOf(message),
          beside.getBoundingClientRect(),
        ),
      pick: (message: Message, beside: Element) =>
        latest.current.pick(message, beside.getBoundingClientRect()),
      showReaders: (message: Message) => latest.current.ask('readers', message),
    }),
    [],
  );

  // Selected text has the system's own menu. On a Mac the press itself selects a word.
  const selected = useRef(false);
  const onPointerDown = ({ button }: PointerEvent): void => {
    if (button === 2) selected.current = !(document.getSelection()?.isCollapsed ?? true);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const found = rowAround(event.target);
    const message = found && messageAt(server.id, room.id, found.seq);
    if (!found || !message || selected.current) {
      selected.current = false;
      return;
    }
    event.preventDefault();
    const target = event.target as Element;
    const link = target.closest('a')?.href;
    const { file } = target.closest<HTMLElement>('[data-file]')?.dataset ?? {};
    // A key opens it at the line, a press under the pointer.
    const { clientX, clientY } = event;
    openMenu(message, found.row, new DOMRect(clientX, clientY, 0, 0), {
      ...(link && { link }),
      ...(file && { file }),
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const found = rowAround(target);
    if (!found || found.row !== target || !target.matches(':focus-visible')) return;
    const message = messageAt(server.id, room.id, found.seq);
    if (!message) return;
    const key = event.key === 'Enter' ? 'menu' : actionOfKey(event);
    if (key === null) return;
    // The letter is meant for the message and not for the composer.
    event.preventDefault();
    event.stopPropagation();
    if (key === 'menu') {
      const box = target.getBoundingClientRect();
      openMenu(message, target, new DOMRect(box.left + 70, box.top, 0, box.height));
      return;
    }
    const possible = possibleActions(message, server, room);
    const wanted = key === 'pin' && possible.includes('unpin') ? 'unpin' : key;
    if (possible.includes(wanted)) run(wanted, message);
  };

  const emoji = useEmoji((chosen) => {
    if (picking) doing.give(picking.message, chosen);
    setPicking(null);
  });
  const close = () => setOpen(false);
  const name = peerOf(server, room)?.name ?? roomTitle(room, t('chat.lobby'));
  const shows = (about: Asking['about']) => open && asking?.about === about;
  const message = now ?? null;
  return (
    <Tools value={tools}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the lines inside have the focus */}
      <div
        ref={root}
        className={styles.around}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onContextMenu={onContextMenu}
      >
        {children}
      </div>
      <MessageMenu
        open={menuOpen}
        menu={menu}
        actions={menu ? possibleActions(menu.message, server, room) : []}
        online={server.status.state === 'online'}
        onClose={() => {
          setMenuOpen(false);
          if (menu?.row) delete menu.row.dataset.menu;
        }}
        onChoose={(action) => menu && run(action, menu.message)}
        onCopyLink={doing.copyAddress}
      >
        {menu && (
          <FileActions
            server={server.id}
            files={filesHeld(menu.message, server.files?.days, menu.file)}
          />
        )}
      </MessageMenu>
      <EmojiPopover
        {...emoji}
        open={picking !== null}
        anchor={picking?.at}
        onOpenChange={(next) => !next && setPicking(null)}
        focusAfter={() => (picking ? rowOf(picking.message) : null)}
      />
      <DeleteDialog
        open={shows('delete')}
        message={message}
        mine={message?.by === server.me?.id}
        onClose={close}
        onDelete={() => {
          close();
          if (message) doing.remove(message);
        }}
      />
      <ForwardDialog
        open={shows('forward')}
        server={server}
        message={message}
        origin={{ name: message?.name ?? '', room: name }}
        onClose={close}
      />
      <RevisionsDialog
        open={shows('history')}
        server={server.id}
        message={asking?.message ?? null}
        onClose={close}
      />
      <ReadersDialog
        open={shows('readers')}
        server={server}
        readers={message && readersOf(message, server.members[room.id] ?? [])}
        onClose={close}
      />
    </Tools>
  );
};
