import type { HostPort } from '../../../protocol/views';
import { call } from '../../bridge';

/** Asks everybody on the network to say that they are there; what is heard is pushed. */
export const askNearby = () => call('nearby.ask');

/** What may be wrong with the network; with a server that does not answer, or without. */
export const checkNetwork = (target?: HostPort) => call('network.check', target ? { target } : {});
