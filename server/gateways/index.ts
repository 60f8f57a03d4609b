/** The wires that this server speaks. A new one: its folder, a line here, a row in detect.ts. */
import type { WireKind } from '../detect';
import type { Gateway } from './gateway';
import { nativeGateway } from './native/native';
import { textGateway } from './text';

/** Lines of seed clients are lines: until they have a gateway of their own, people's serves them. */
export const gateways: Partial<Record<WireKind, Gateway>> = {
  native: nativeGateway,
  text: textGateway,
  line: textGateway,
  bracket: textGateway,
};
