/**
 * A server that is away may have moved: while it is waited for, the local network is listened to.
 * What is heard there says where to look; only the server's own key counts at the new place.
 */
import type { ChatClient } from '../../client/api';
import { type Browser, startBrowser } from '../../lan/browser';
import type { NearbyServer } from '../../protocol/lan';

/** `port`: of the announcements; null: nothing is listened to. Returns its own end. */
export function followMoves(
  client: ChatClient,
  pin: string | null,
  port: number | null,
): () => void {
  if (pin === null || port === null) return () => {};
  let browser: Browser | null = null;
  const heard = (list: readonly NearbyServer[]) => {
    const moved = list.find(({ key }) => key === pin);
    if (moved) client.heardAt(moved.addresses);
  };
  const stop = () => {
    void browser?.stop();
    browser = null;
  };
  const off = client.on('status', ({ state }) => {
    if (state === 'online' || state === 'offline') stop();
    else if (state === 'waiting') browser ??= startBrowser(heard, { port });
  });
  return () => {
    off();
    stop();
  };
}
