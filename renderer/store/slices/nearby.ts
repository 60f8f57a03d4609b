import type { NearbyRoom } from '../../../protocol/ipc';

/** Rooms that were heard on this network lately. All of it is hearsay but a signed line of news. */
export interface NearbySlice {
  nearby: readonly NearbyRoom[];
  /** Since when this app has been listening, ms since 1970. */
  nearbySince: number;
}

export const initialNearby: NearbySlice = { nearby: [], nearbySince: 0 };
