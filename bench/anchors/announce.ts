import type { AddressInfo, Server } from 'node:net';

/** Tells whoever started this process where the server listens. */
export const announce = (server: Pick<Server, 'address'>): void => {
  process.stdout.write(`listening on ${(server.address() as AddressInfo).port}\n`);
};
