/** Directed messages (docs/wires/mail.md): `a, b: text` goes to a and b, and to nobody else. */
import { LOBBY, type RoomId } from '../../../protocol/ids';
import { Crowd } from '../crowd';
import type { Gateway } from '../gateway';
import { MailPeer } from './peer';

/** For one listener; its people find themselves in `home`, where others see that they are there. */
export function mailGateway(home: RoomId = LOBBY, changed?: (people: number) => void): Gateway {
  const crowd = new Crowd<MailPeer>(home, changed);
  return {
    name: 'mail',
    accept: (connection, context) => new MailPeer(connection, context, crowd),
  };
}
