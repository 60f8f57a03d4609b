import type { UserId } from '../../../protocol/ids';
import type { Wire } from '../../../protocol/model';
import type { ServerId } from '../../../protocol/views';

/** Whose card is shown, and at what it stands: a rectangle of the window, in px. */
export interface Profile {
  server: ServerId;
  user: UserId;
  /** What they were called where the card was asked for: they may be gone since. */
  name: string;
  wire?: Wire;
  at: { x: number; y: number; width: number; height: number };
}

export interface ProfileSlice {
  profile: Profile | null;
}

export const initialProfile: ProfileSlice = { profile: null };
