/**
 * Plain text for people with `nc` or `telnet` (docs/PROTOCOL.md "Plain text"): nothing is sent before the
 * first line is typed; then lines both ways.
 */
import type { Gateway } from '../gateway';
import { TextPeer } from './peer';

export const textGateway: Gateway = {
  name: 'text',
  typed: true,
  accept: (connection, context) => new TextPeer(connection, context),
};
