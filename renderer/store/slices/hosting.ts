import type { Hosting, RecentServer } from '../../../protocol/ipc';

/** This computer's own room, and the servers visited before. */
export interface HostingSlice {
  hosting: Hosting;
  recent: readonly RecentServer[];
}

export const initialHosting: HostingSlice = { hosting: { state: 'off' }, recent: [] };
