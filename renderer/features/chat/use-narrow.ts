import { useSyncExternalStore } from 'react';

/** Whether the window is narrower than so many px. */
export const useNarrow = (px: number): boolean => {
  const query = `(max-width: ${px - 0.1}px)`;
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
};
