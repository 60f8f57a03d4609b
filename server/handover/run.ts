/** One hand-over under way: who, how far, and what each step of it leaves behind. */
import { Refusal } from '../../protocol/errors';
import type { Fingerprint, UserId } from '../../protocol/ids';
import type { SuccessionRecord } from '../../protocol/succession';
import type { Moving } from './moving';

export interface Run {
  readonly id: string;
  readonly host: UserId;
  readonly heir: UserId;
  readonly names: { by: string; to: string };
  stage: 'offered' | 'moving' | 'sealing' | 'sealed' | 'giving' | 'given';
  key: Fingerprint | null;
  moving: Moving | null;
  /** The room is paused, and the log is being copied. */
  sealing: Promise<void> | null;
  record: SuccessionRecord | null;
  /** The record is on its way to the disk: nobody can take anything back meanwhile. */
  giving: Promise<SuccessionRecord> | null;
  toldPart: number;
  /** Everybody was told that the room is paused. */
  paused: boolean;
  callOff: () => void;
}

export const BEFORE_RECORD = ['offered', 'moving', 'sealing', 'sealed'] as const;

/** What is moved; refuses with `not-allowed` before the heir has accepted. */
export function movingOf({ moving }: Run): Moving {
  if (!moving) throw new Refusal('not-allowed', { field: 'id' });
  return moving;
}
