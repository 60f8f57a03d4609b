import { Menu } from '@base-ui/react/menu';
import {
  Copy,
  Eye,
  FileCode2,
  Forward,
  History,
  Link,
  ListPlus,
  type LucideIcon,
  MailOpen,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
} from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../../protocol/apply-change';
import { classes } from '../../../ui/classes';
import floating from '../../../ui/Floating.module.css';
import { MenuItem, MenuSeparator } from '../../../ui/Menu';
import menu from '../../../ui/Menu.module.css';
import { KEY_OF } from './keys';
import { type MessageAction, NEEDS_CONNECTION } from './possible';

const ICONS: Readonly<Record<MessageAction, LucideIcon>> = {
  react: SmilePlus,
  reply: Reply,
  edit: Pencil,
  copy: Copy,
  copyMarkdown: FileCode2,
  copyLink: Link,
  forward: Forward,
  unread: MailOpen,
  pin: Pin,
  unpin: PinOff,
  look: Eye,
  history: History,
  delete: Trash2,
};
/** Before these a line is drawn. */
const GROUPS: ReadonlySet<MessageAction> = new Set(['copy', 'unread', 'delete']);
/** After these the focus goes elsewhere by itself. */
const MOVES_ON: ReadonlySet<MessageAction> = new Set([
  ...(['reply', 'edit', 'react', 'forward', 'history', 'delete'] as const),
]);

export interface OpenMenu {
  message: Message;
  /** The line it is about, which has the focus again afterwards. */
  row: HTMLElement | null;
  /** Where it opens, in the window. */
  at: DOMRect;
  /** The address under the pointer. */
  link: string | null;
  /** Its file under the pointer; null: none of them, or all. */
  file: string | null;
}

interface MessageMenuProps {
  open: boolean;
  menu: OpenMenu | null;
  actions: readonly MessageAction[];
  online: boolean;
  onClose: () => void;
  onChoose: (action: MessageAction) => void;
  onCopyLink: (url: string) => void;
  /** Lines about what it carries. */
  children?: ReactNode;
}

/** Everything that can be done with one message; the same from the strip, a right click, a key. */
export const MessageMenu = (props: MessageMenuProps) => {
  const { open, menu: about, actions, online, onClose, onChoose, onCopyLink, children } = props;
  const { t } = useTranslation();
  const moved = useRef(false);
  const choose = (action: MessageAction): void => {
    moved.current = MOVES_ON.has(action);
    onChoose(action);
  };
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(now) => {
        // Where the focus goes is asked after it has closed.
        if (now) moved.current = false;
      }}
    >
      <Menu.Portal>
        <Menu.Positioner
          className={floating.place}
          anchor={about && { getBoundingClientRect: () => about.at }}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup
            className={classes(floating.card, menu.popup)}
            aria-label={t('message.menu')}
            finalFocus={() => (moved.current ? false : (about?.row ?? true))}
          >
            {about?.link && (
              <>
                <MenuItem
                  icon={<ListPlus size={16} />}
                  onChoose={() => about.link && onCopyLink(about.link)}
                >
                  {t('message.copyAddress')}
                </MenuItem>
                <MenuSeparator />
              </>
            )}
            {children}
            {actions.map((action, index) => {
              const Icon = ICONS[action];
              return [
                index > 0 && GROUPS.has(action) && <MenuSeparator key={`before ${action}`} />,
                <MenuItem
                  key={action}
                  icon={<Icon size={16} />}
                  keys={KEY_OF[action]}
                  danger={action === 'delete'}
                  disabled={!online && NEEDS_CONNECTION.has(action)}
                  onChoose={() => choose(action)}
                >
                  {t(`message.${action}`)}
                </MenuItem>,
              ];
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
