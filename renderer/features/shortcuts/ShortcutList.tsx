import { useTranslation } from 'react-i18next';
import { selectSettings } from '../../store/selectors';
import { useStore } from '../../store/store';
import { Kbd } from '../../ui/Kbd';
import styles from './shortcuts.module.css';

/** Alt+← moves by words in the fields of a Mac. */
const BACK = /Mac/.test(navigator.userAgent) ? 'Ctrl+[' : 'Alt+←';
/** As electron/menu.ts and the composer have them. */
const ANYWHERE = [
  ['switcher', 'Ctrl+K'],
  ['searchRoom', 'Ctrl+F'],
  ['searchEverywhere', 'Ctrl+Shift+F'],
  ['home', 'Alt+Home'],
  ['back', BACK],
  ['nextRoom', 'Alt+↓'],
  ['previousRoom', 'Alt+↑'],
  ['nextUnread', 'Alt+Shift+↓'],
  ['previousUnread', 'Alt+Shift+↑'],
  ['connect', 'Ctrl+Shift+K'],
  ['host', 'Ctrl+Shift+H'],
  ['invite', 'Ctrl+Shift+I'],
  ['newRoom', 'Ctrl+N'],
  ['members', 'Ctrl+Shift+M'],
  ['settings', 'Ctrl+,'],
  ['shortcuts', 'Ctrl+/'],
  ['larger', 'Ctrl+='],
  ['smaller', 'Ctrl+-'],
  ['normalSize', 'Ctrl+0'],
  ['closeWindow', 'Ctrl+W'],
  ['moveRoom', 'Ctrl+Shift+↑ ↓'],
] as const;
const READING = [
  ['read', 'Esc'],
  ['readAll', 'Shift+Esc'],
  ['lines', '↑ ↓'],
  ['pages', 'PageUp PageDown'],
  ['ends', 'Home End'],
] as const;
/** On the message that has the focus; as message-pane/actions/keys.ts has them. */
const MESSAGE = [
  ['reply', 'R'],
  ['react', '＋'],
  ['edit', 'E'],
  ['copy', 'C'],
  ['copyLink', 'L'],
  ['forward', 'F'],
  ['unread', 'U'],
  ['pin', 'P'],
  ['delete', 'Del'],
] as const;
const writing = (sendWith: 'enter' | 'ctrl-enter') =>
  [
    ['send', sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter'],
    ['newLine', sendWith === 'enter' ? 'Shift+Enter' : 'Enter'],
    ['commands', '/'],
    ['mention', '@'],
    ['roomName', '#'],
    ['emojiName', ':'],
    ['editLast', '↑'],
    ['bold', 'Ctrl+B'],
    ['italic', 'Ctrl+I'],
    ['strike', 'Ctrl+Shift+X'],
    ['code', 'Ctrl+E'],
    ['codeBlock', 'Ctrl+Shift+C'],
    ['link', 'Ctrl+Shift+L'],
    ['list', 'Ctrl+Shift+8'],
    ['quote', 'Ctrl+Shift+9'],
    ['spoiler', 'Ctrl+Shift+P'],
    ['pastePlain', 'Ctrl+Shift+V'],
  ] as const;

/** Every shortcut, as in Ctrl+/ and in the settings. */
export const ShortcutList = () => {
  const { t } = useTranslation();
  const { sendWith } = useStore(selectSettings);
  const parts = [
    ['anywhere', ANYWHERE],
    ['reading', READING],
    ['message', MESSAGE],
    ['writing', writing(sendWith)],
  ] as const;
  return (
    <div className={styles.columns}>
      {parts.map(([part, rows]) => (
        <section key={part} className={styles.part}>
          <h3 className={styles.label}>{t(`shortcuts.${part}`)}</h3>
          <dl>
            {rows.map(([name, keys]) => (
              <div key={name} className={styles.row}>
                <dt>{t(`shortcuts.${name}`)}</dt>
                <dd>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
};
