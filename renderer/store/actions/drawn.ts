import { call } from '../../bridge';

/** Servers whose events are about to be on the screen. */
const drawing = new Set<string>();

/**
 * Says so after the frame in which they are, and so when what a person did meanwhile was seen to:
 * until then no more of them come. A page that nobody sees has no frames.
 */
export const sayDrawn = (server: string): void => {
  if (drawing.has(server)) return;
  drawing.add(server);
  const said = () => {
    drawing.delete(server);
    call('drawn', { server }).catch(() => {}); // it was removed meanwhile
  };
  if (document.hidden) setTimeout(said);
  else requestAnimationFrame(() => setTimeout(said));
};
