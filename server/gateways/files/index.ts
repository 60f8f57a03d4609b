/**
 * Bytes of files (docs/PROTOCOL.md "Files"): HTTP/1.1 on the main port, inside TLS wherever the
 * chat is, so that no file ever stands in the way of a message.
 */
import type { Gateway } from '../gateway';
import { TransferPeer } from './peer';

/** `page`: for browsers that find their way here. */
export const filesGateway = (page: string): Gateway => ({
  name: 'files',
  accept: (connection, context) => new TransferPeer(connection, context, context.files, page),
});
