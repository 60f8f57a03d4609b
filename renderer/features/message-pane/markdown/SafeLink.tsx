import type { MouseEvent, ReactNode } from 'react';
import { actions } from '../../../store/actions';
import { useRowTabIndex } from '../active-row';
import styles from './Markdown.module.css';
import { hostToShow, safeUrl } from './urls';

/** Opens in the system browser, never here. An address that may not be opened is plain text. */
export const SafeLink = ({
  url,
  text,
  children,
}: {
  url: string;
  text: string;
  children: ReactNode;
}) => {
  const tabIndex = useRowTabIndex();
  const href = safeUrl(url);
  if (!href) return children;
  const host = hostToShow(href, url, text);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    void actions.openUrl(href).catch(() => {});
  };
  return (
    <>
      <a
        href={href}
        tabIndex={tabIndex}
        className={styles.link}
        title={href}
        rel="noreferrer"
        draggable={false}
        onClick={open}
        onAuxClick={(event) => event.button === 1 && open(event)}
      >
        {children}
      </a>
      {host && <span className={styles.host}> ({host})</span>}
    </>
  );
};
