/** Chat with `[name] text`, and an echo service on the same port (docs/wires/bracket.md). */
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { Crowd } from '../crowd';
import type { Gateway } from '../gateway';
import { BracketPeer } from './peer';

/** For one listener; those who talk find themselves in `home`. */
export function bracketGateway(home: RoomId = LOBBY, changed?: (people: number) => void): Gateway {
  const crowd = new Crowd<BracketPeer>(home, changed);
  return {
    name: 'bracket',
    accept: (connection, context) => new BracketPeer(connection, context, crowd).begin(),
  };
}
