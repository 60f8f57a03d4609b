import { parseTarget } from '../../../protocol/invite';
import type { Target } from '../../../protocol/views';

export type Reading =
  | { kind: 'nothing' }
  | { kind: 'not-understood' }
  | { kind: 'address' | 'invite'; target: Target; host: string; port: number };

/** How a typed or pasted text is understood; what the line under the field says. */
export const readTarget = (text: string): Reading => {
  if (text.trim() === '') return { kind: 'nothing' };
  const parsed = parseTarget(text);
  const first = parsed.ok ? parsed.target.hosts[0] : undefined;
  if (!parsed.ok || !first) return { kind: 'not-understood' };
  return { kind: parsed.how, target: parsed.target, host: first.host, port: first.port };
};
