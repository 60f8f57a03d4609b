/** What the hub asks of a hand-over: one step of somebody, who may take it or is refused. */
import { Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import type { ResultOf } from '../../protocol/replies';
import type { HandoverStep } from '../../protocol/succession';

export interface HandoverDesk {
  step(by: UserId, step: HandoverStep): Promise<ResultOf<'handover'>>;
}

export const noHandover = (): never => {
  throw new Refusal('not-allowed', { message: 'nothing is kept here that could be handed over' });
};
