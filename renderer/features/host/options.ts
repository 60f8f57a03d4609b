import { checkRoomName } from '../../../protocol/names';
import { type HostOptionsInput, hostOptions } from '../../../protocol/settings';

/** As typed. */
export interface HostDraft {
  name: string;
  password: string;
  capacity: string;
  port: string;
  plainLan: boolean;
  discoverable: boolean;
}
export type HostTrouble = { name?: 'empty' | 'too-long' | 'unsafe'; capacity?: true; port?: true };

/** Empty means "as the app thinks best"; anything else must be a whole number in range. */
const wholeNumber = (text: string): number | undefined | null => {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
};

/** Options to open with, or what is wrong with each field. */
export const readDraft = (
  draft: HostDraft,
): { ok: true; options: HostOptionsInput } | { ok: false; trouble: HostTrouble } => {
  const trouble: HostTrouble = {};
  const name = checkRoomName(draft.name);
  if (!name.ok) trouble.name = name.why;
  const capacity = wholeNumber(draft.capacity);
  const { capacity: capacityShape, port: portShape } = hostOptions.shape;
  if (capacity === null || !capacityShape.safeParse(capacity).success) trouble.capacity = true;
  const port = wholeNumber(draft.port);
  if (port === null || !portShape.safeParse(port).success) trouble.port = true;
  if (!name.ok || Object.keys(trouble).length > 0) return { ok: false, trouble };
  return {
    ok: true,
    options: {
      name: name.name,
      plain: draft.plainLan ? 'lan' : 'loopback',
      discoverable: draft.discoverable,
      ...(draft.password && { password: draft.password }),
      ...(typeof capacity === 'number' && { capacity }),
      ...(typeof port === 'number' && { port }),
    },
  };
};
