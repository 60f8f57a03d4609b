import { formatAddress } from '../../protocol/invite';
import { MAIN_PORT } from '../../protocol/limits';
import type { HostPort } from '../../protocol/views';

/** For reading, not for typing: the usual port needs no saying. */
export const shortAddress = (address: HostPort): string =>
  address.port === MAIN_PORT ? address.host : formatAddress(address);
