import { useMemo } from 'react';
import type { SearchHit } from '../../store/slices/search';
import { useStore } from '../../store/store';

/** What was found, without what people said whom I have blocked; and how many that were. */
export const useHits = (): { hits: readonly SearchHit[]; hidden: number } => {
  const all = useStore(({ search }) => search.hits);
  const blocked = useStore(({ settings }) => settings.blocked);
  return useMemo(() => {
    const ignored = new Set(blocked.map(({ user }) => user));
    const hits = ignored.size > 0 ? all.filter(({ event }) => !ignored.has(event.by)) : all;
    return { hits, hidden: all.length - hits.length };
  }, [all, blocked]);
};
