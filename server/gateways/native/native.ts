/** The wire of the app itself: length-prefixed JSON, with proof, credit and liveness. */
import type { Gateway } from '../gateway';
import { NativePeer } from './peer';

export const nativeGateway: Gateway = {
  name: 'native',
  accept: (connection, context) => new NativePeer(connection, context),
};
