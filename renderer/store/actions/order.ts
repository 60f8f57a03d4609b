import type { CommandOf, Verb } from '../../../protocol/commands';
import type { orderResults } from '../../../protocol/order';
import type { ResultOf } from '../../../protocol/replies';
import type { ServerId } from '../../../protocol/views';
import type { OrderAsked } from '../slices/order';
import { useStore } from '../store';
import { type Outcome, submit } from './submit';

type OrderVerb = Extract<Verb, keyof typeof orderResults>;

/** One command of order; the server decides whether it may be. Never rejects. */
export const keepOrder = <V extends OrderVerb>(
  server: ServerId,
  command: CommandOf<V>,
): Promise<Outcome<ResultOf<V>>> => submit<V>(server, command);

/**
 * Opens the sheet that asks about it; null closes it. Sheets do not lie over each other: the Manage
 * sheet goes meanwhile, and comes back.
 */
export const askOrder = (orderAsked: OrderAsked | null): void =>
  useStore.setState(({ dialog, orderFromManage }) => {
    if (orderAsked === null) {
      const back = orderFromManage && dialog === null;
      return { orderAsked, orderFromManage: false, ...(back && { dialog: 'manage' as const }) };
    }
    const from = orderFromManage || dialog === 'manage';
    return { orderAsked, orderFromManage: from, ...(from && { dialog: null }) };
  });

/** The oldest one was said. */
export const dropNotice = (): void =>
  useStore.setState(({ notices }) => ({ notices: notices.slice(1) }));
