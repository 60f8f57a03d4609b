import styles from './Kbd.module.css';

const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩' };
const isMac = (): boolean => /Mac/.test(navigator.userAgent);

/** Keys as `Ctrl+Shift+K`; drawn apart, and as symbols on a Mac. */
export const Kbd = ({ keys }: { keys: string }) => (
  <span className={styles.keys}>
    {keys.split('+').map((key) => (
      <kbd key={key} className={styles.key}>
        {isMac() ? (MAC[key] ?? key) : key}
      </kbd>
    ))}
  </span>
);
