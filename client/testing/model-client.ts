/** The real client as the models use it: without a person, on a store and a wire of the model. */
import { createDeviceKey } from '../../protocol/wire/auth';
import type { ChatClient, ClientOptions, ClientStore } from '../api';
import { createClient } from '../client';
import type { Connector } from '../socket/channel';
import type { FakeClock } from './fake-clock';

const KEYS_MAX = 8;
const KEYS = Array.from({ length: KEYS_MAX }, () => createDeviceKey().key);

/** Who is `who`, from 0 on, has the same key and name each time. */
export const modelClient = (
  who: number,
  store: ClientStore,
  world: { clock: FakeClock; connect: Connector },
): ChatClient => {
  const options: ClientOptions = {
    target: { hosts: [{ host: 'model', port: 1 }] },
    known: null,
    firstVisit: 'trust',
    plain: 'never',
    tls: 'on',
    name: `사람${who}`,
    key: KEYS[who] ?? null,
    store,
    language: 'ko',
    app: 'model',
    reconnect: true,
  };
  return createClient(options, { ...world, random: () => 0.5 });
};
