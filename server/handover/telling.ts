/** Who hears what of a hand-over: its two people all of it, the others that the room is paused. */
import type { HandoverFrame } from '../../protocol/succession';
import type { RunningHub } from '../hub/api';
import type { Run } from './run';

/** Steps in which progress is told. */
const TELL_EVERY = 0.01;

export class Telling {
  constructor(private readonly hub: Pick<RunningHub, 'present' | 'tell'>) {}

  /** How much has moved; not oftener than each hundredth part. */
  progress(run: Run, part: number): void {
    if (part - run.toldPart >= TELL_EVERY) this.part(run, part);
  }

  part(run: Run, part: number): void {
    run.toldPart = part;
    const bytes = run.moving?.bytes ?? 0;
    this.both(run, run.paused ? 'sealed' : 'moving', { part, bytes });
  }

  both(
    run: Run,
    state: HandoverFrame['state'],
    how: Pick<HandoverFrame, 'part' | 'bytes'> = {},
  ): void {
    const { id, names } = run;
    const frame: HandoverFrame = { t: 'handover', id, state, ...names, ...how };
    for (const user of [run.host, run.heir]) this.hub.present(user)?.state(frame);
  }

  /** Whoever takes no part in it is told that the room is paused, and that it goes on. */
  others(run: Run, state: HandoverFrame['state']): void {
    const { id, names, host, heir } = run;
    const frame: HandoverFrame = { t: 'handover', id, state, ...names, other: true };
    this.hub.tell('follow', frame, [host, heir]);
  }
}
