/** Threaded relay (docs/wires/relay.md): chunks without line ends, to everybody but the sender. */
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { Crowd } from '../crowd';
import type { Gateway } from '../gateway';
import { RelayPeer } from './peer';

/** For one listener, which numbers its clients; they find themselves in `home`. */
export function relayGateway(home: RoomId = LOBBY, changed?: (people: number) => void): Gateway {
  const crowd = new Crowd<RelayPeer>(home, changed);
  return {
    name: 'relay',
    accept: (connection, context) => new RelayPeer(connection, context, crowd).begin(),
  };
}
