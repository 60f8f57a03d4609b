import type { CallOutput } from '../../../protocol/ipc';

export type SearchScope = 'room' | 'everywhere';
export type SearchHit = CallOutput<'search'>['hits'][number];

/** The last search and what it found: it stays when its panel is closed. Never what is being typed. */
export interface Search {
  open: boolean;
  scope: SearchScope;
  /** What was asked. */
  text: string;
  state: 'idle' | 'busy' | 'done' | 'failed';
  hits: readonly SearchHit[];
  /** Where each server goes on; empty when there is no more. */
  cursors: CallOutput<'search'>['cursors'];
  partial: boolean;
  /** Somewhere only the copy was searched. */
  copyOnly: boolean;
  noRoom: boolean;
  /** The hit that was gone to (see `hitKey`), and whether its results gave way to it. */
  chosen: string | null;
  tucked: boolean;
  /** Pixels that the results were scrolled by when they were last on screen. */
  scroll: number;
  /** Another number asks the field for the focus. */
  asked: number;
}

export interface SearchSlice {
  search: Search;
}

export const initialSearch: SearchSlice = {
  search: {
    open: false,
    scope: 'room',
    text: '',
    state: 'idle',
    hits: [],
    cursors: {},
    partial: false,
    copyOnly: false,
    noRoom: false,
    chosen: null,
    tucked: false,
    scroll: 0,
    asked: 0,
  },
};

export const hitKey = ({ server, event }: SearchHit): string =>
  `${server} ${event.room} ${event.seq}`;

export const patchSearch = (slice: SearchSlice, change: Partial<Search>): SearchSlice => ({
  search: { ...slice.search, ...change },
});
