/** Searching: what was typed goes to the main process, which reads it and asks copies and servers. */
import { asksNothing, parseSearch } from '../../../protocol/search-query';
import { call } from '../../bridge';
import { selectOpenRoomId, selectOpenServer } from '../selectors';
import {
  hitKey,
  patchSearch,
  type Search,
  type SearchHit,
  type SearchScope,
} from '../slices/search';
import { useStore } from '../store';
import { jumpTo } from './jump';
import { MEMBERS_SHEET_BELOW_PX } from './navigate';
import { showInMain } from './windows';

const patch = (change: Partial<Search>): void =>
  useStore.setState((state) => patchSearch(state, change));

/** Counts searches, so that a late answer to an older one is dropped. */
let latest = 0;

/** Opens the panel, or puts the focus into its field; what was found last is still there. */
export const openSearch = (scope: SearchScope): void => {
  const { search: before, alone } = useStore.getState();
  if (alone) {
    const choice = scope === 'room' ? 'search-room' : 'search-everywhere';
    showInMain({ to: alone, choice });
    return;
  }
  patch({ open: true, tucked: false, asked: before.asked + 1 });
  if (before.scope !== scope) setSearchScope(scope);
};

export const closeSearch = (): void => patch({ open: false, tucked: false });

export const setSearchScope = (scope: SearchScope): void => {
  patch({ scope });
  const { text } = useStore.getState().search;
  if (text !== '') void search(text);
};

/** Where is looked now; null when there is no room to look in. */
const within = (scope: SearchScope): { server?: string; room?: string } | null => {
  if (scope === 'everywhere') return {};
  const state = useStore.getState();
  const server = selectOpenServer(state)?.id;
  const room = selectOpenRoomId(state);
  return server && room ? { server, room } : null;
};

/** Looks for what was typed. What asks for nothing clears the results. Never rejects. */
export const search = async (text: string): Promise<void> => {
  latest += 1;
  const mine = latest;
  const { scope } = useStore.getState().search;
  const place = within(scope);
  const nothing = { hits: [], cursors: {}, partial: false, copyOnly: false, noRoom: false };
  if (!place || asksNothing(parseSearch(text))) {
    patch({ ...nothing, text, state: 'idle', chosen: null, scroll: 0 });
    return;
  }
  patch({ text, state: 'busy' });
  try {
    const { copyOnly, ...found } = await call('search', { text, ...place });
    if (mine !== latest) return;
    patch({ ...found, copyOnly: copyOnly.length > 0, state: 'done', chosen: null, scroll: 0 });
  } catch {
    if (mine === latest) patch({ ...nothing, state: 'failed' });
  }
};

/** The next page of the same search. */
export const searchMore = async (): Promise<void> => {
  const { text, cursors, state, scope } = useStore.getState().search;
  const place = within(scope);
  if (!place || state !== 'done' || Object.keys(cursors).length === 0) return;
  latest += 1;
  const mine = latest;
  patch({ state: 'busy' });
  try {
    const { copyOnly, hits, ...found } = await call('search', { text, cursors, ...place });
    if (mine !== latest) return;
    const { search: now } = useStore.getState();
    const held = new Set(now.hits.map(hitKey));
    patch({
      ...found,
      hits: [...now.hits, ...hits.filter((hit) => !held.has(hitKey(hit)))],
      copyOnly: now.copyOnly || copyOnly.length > 0,
      state: 'done',
    });
  } catch {
    if (mine === latest) patch({ state: 'done' });
  }
};

/** Goes to a hit. In a narrow window the results give way to it; `backToResults` brings them back. */
export const chooseHit = async (hit: SearchHit): Promise<void> => {
  const narrow = window.innerWidth < MEMBERS_SHEET_BELOW_PX;
  patch({ chosen: hitKey(hit), ...(narrow && { tucked: true }) });
  const there = await jumpTo(hit.server, hit.event.room, hit.event.seq);
  if (!there) patch({ tucked: false });
};

export const backToResults = (): void => {
  const { asked } = useStore.getState().search;
  patch({ open: true, tucked: false, asked: asked + 1 });
};

/** Called by the results when they leave the screen. */
export const keepSearchScroll = (scroll: number): void => patch({ scroll });
