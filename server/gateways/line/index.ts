/** Line broadcast chat (docs/wires/line.md): `name> text` to everybody, the sender included. */
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { Crowd } from '../crowd';
import type { Gateway } from '../gateway';
import { LinePeer } from './peer';

/** For one listener; its people find themselves in `home`. */
export function lineGateway(home: RoomId = LOBBY, changed?: (people: number) => void): Gateway {
  const crowd = new Crowd<LinePeer>(home, changed);
  return {
    name: 'line',
    accept: (connection, context) => new LinePeer(connection, context, crowd).begin(),
  };
}
