import { useState } from 'react';
import { needsListenNotice } from '../../protocol/listen-notice';
import { actions } from './actions';
import { useStore } from './store';

/**
 * What listens on the network goes through `before`: where the system is about to ask about it, that
 * is explained first. `notice` is for ui/ListenNotice.
 */
export const useListenNotice = () => {
  const platform = useStore((state) => state.platform);
  const seen = useStore((state) => state.settings.listenNoticeSeen);
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  return {
    before(listen: () => void): void {
      if (needsListenNotice(platform, seen)) setWaiting(() => listen);
      else listen();
    },
    notice: {
      open: waiting !== null,
      platform,
      onContinue(): void {
        void actions.updateSettings({ listenNoticeSeen: true });
        setWaiting(null);
        waiting?.();
      },
      onCancel: () => setWaiting(null),
    },
  };
};
