import type { NearbyRoom } from '../../../protocol/ipc';

/** More than these would be a wall; the newest are what is news. */
const LINES_MAX = 3;

export interface NewsLine {
  id: string;
  name: string;
  text: string;
  /** Ms since 1970, by the host's clock. */
  at: number;
}

/** The latest line of each known key, newest first. A stranger's line is nobody's news. */
export const latestNews = (rooms: readonly NearbyRoom[]): NewsLine[] =>
  rooms
    .flatMap(({ id, name, known, news }) => (known && news ? [{ id, name, ...news }] : []))
    .sort((a, b) => b.at - a.at)
    .slice(0, LINES_MAX);
