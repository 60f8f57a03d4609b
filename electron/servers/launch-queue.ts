/** Connects the known servers at launch, a few at a time: thirty at once would only slow each other. */
import { LAUNCH_CONNECTS_MAX } from '../../protocol/limits';
import type { Server } from './server';

/** Each has had its turn when it is in, fails for the first time, or needs a person. */
export const connectAll = (servers: readonly Server[], atOnce = LAUNCH_CONNECTS_MAX): void => {
  const waiting = [...servers];
  const next = (): void => {
    const server = waiting.shift();
    if (!server) return;
    const unwatch = server.watch({
      status({ state }) {
        if (state === 'connecting') return;
        unwatch();
        next();
      },
      ready() {},
    });
    server.client.connect();
  };
  for (let i = 0; i < atOnce; i += 1) next();
};
