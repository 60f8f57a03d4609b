import { COMPAT_PORTS, type CompatListener, type CompatWire } from '../../../protocol/compat';
import { LOBBY } from '../../../protocol/ids';

/** What was asked for, of what became of it. */
const asked = ({ wire, port, room }: CompatListener): CompatListener => ({ wire, port, room });

export const withoutWire = (
  listeners: readonly CompatListener[],
  wire: CompatWire,
): CompatListener[] => listeners.filter((one) => one.wire !== wire).map(asked);

/** The wire on, in the place where it was; a new one at the port that its programs have built in. */
export const withWire = (
  listeners: readonly CompatListener[],
  wire: CompatWire,
  room?: string,
): CompatListener[] => {
  const known = listeners.find((one) => one.wire === wire);
  if (!known) {
    return [...listeners.map(asked), { wire, port: COMPAT_PORTS[wire], room: room ?? LOBBY }];
  }
  return listeners.map((one) => asked(one === known ? { ...one, room: room ?? one.room } : one));
};

/** The line to type at a terminal. */
export const commandFor = (host: string, port: number): string => `nc ${host} ${port}`;
