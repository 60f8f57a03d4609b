import { useEffect } from 'react';
import { actions } from '../../store/actions';

/** What closes gives the focus back by itself; after so many ms it is lost. */
const WAIT_MS = 200;
/** In these the focus is looked after already. */
const LAYER = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * What had the focus may go: a bar that was closed, somebody who left the list. Whoever works with
 * the keyboard is then in the composer, or where it cannot be written in the messages, and not
 * nowhere. A press of the mouse beside everything is left alone.
 */
export const useFocusKept = (): void => {
  useEffect(() => {
    let byKey = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lost = (): boolean => byKey && document.activeElement === document.body;
    const home = (): void => {
      timer = undefined;
      if (!lost() || document.querySelector(LAYER)) return;
      actions.focusComposer();
      if (lost()) document.querySelector<HTMLElement>('main li[tabindex="0"]')?.focus();
    };
    const watch = new MutationObserver(() => {
      if (lost() && timer === undefined) timer = setTimeout(home, WAIT_MS);
    });
    watch.observe(document.body, {
      ...{ childList: true, subtree: true, attributes: true },
      attributeFilter: ['inert', 'disabled', 'hidden'],
    });
    const onKey = (): void => {
      byKey = true;
    };
    const onPointer = (): void => {
      byKey = false;
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      clearTimeout(timer);
      watch.disconnect();
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
};
