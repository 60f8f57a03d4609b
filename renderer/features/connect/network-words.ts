import type { NetworkReport } from '../../../protocol/lan';

/** Names of a sentence and, with `Do` behind it, of what can be done. */
export type Verdict =
  | 'answers'
  | 'fine'
  | 'refused'
  | 'noNetwork'
  | 'firewallHere'
  | 'firewallThere'
  | 'isolation'
  | 'vpn'
  | 'otherSubnet'
  | 'unsure';

/** What a report comes to, in one sentence. Pure. */
export const verdictOf = (report: NetworkReport): { words: Verdict; tone: 'ok' | 'plain' } => {
  const trouble = (words: Verdict) => ({ words, tone: 'plain' }) as const;
  switch (report.cause) {
    case 'fine':
      if (report.target === 'refused') return trouble('refused');
      return { words: report.target === 'open' ? 'answers' : 'fine', tone: 'ok' };
    case 'no-network':
      return trouble('noNetwork');
    case 'firewall':
      return trouble(report.firewall === 'there' ? 'firewallThere' : 'firewallHere');
    case 'other-subnet':
      return trouble('otherSubnet');
    default:
      return trouble(report.cause);
  }
};
