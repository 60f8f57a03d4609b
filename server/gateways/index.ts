/** The wires that this server speaks. A new one: its folder, a line here, a row in detect.ts. */
import type { CompatWire } from '../../protocol/compat';
import type { RoomId } from '../../protocol/ids';
import type { WireKind } from '../detect';
import { bracketGateway } from './bracket';
import { courseJsonGateway, courseProtobufGateway } from './course';
import type { Gateway } from './gateway';
import { lineGateway } from './line';
import { mailGateway } from './mail';
import { nativeGateway } from './native/native';
import { relayGateway } from './relay';
import { textGateway } from './text';

export const gateways: Partial<Record<WireKind, Gateway>> = {
  native: nativeGateway,
  text: textGateway,
  'course-json': courseJsonGateway,
  'course-protobuf': courseProtobufGateway,
};

/**
 * Wires of old programs, made anew for each listener: who came by it, and their numbers, belong to
 * it. People are told of it in `changed`.
 */
export const compatGateways: Readonly<
  Record<CompatWire, (home?: RoomId, changed?: (people: number) => void) => Gateway>
> = { line: lineGateway, relay: relayGateway, mail: mailGateway, bracket: bracketGateway };

/** Those of them that can be told apart on the main port; they find themselves in the lobby. */
export const recognisedGateways = (): Partial<Record<WireKind, Gateway>> => ({
  line: lineGateway(),
  relay: relayGateway(),
  bracket: bracketGateway(),
});
