import { describe, expect, it } from 'vitest';
import { friendlyName, isNobody } from './friendly-names';
import { checkName } from './names';

describe('a friendly name', () => {
  it.each(['ko', 'en'] as const)('can be taken as it is, whichever it is (%s)', (language) => {
    const names = new Set<string>();
    for (let i = 0; i < 1; i += 0.005) {
      const name = friendlyName(language, () => i);
      expect(checkName(name)).toEqual({ ok: true, name });
      names.add(name);
    }
    expect(names.size).toBeGreaterThan(10);
  });

  it('is for whoever the system has no name for', () => {
    expect(['root', 'User', ' admin ', 'server', '관리자'].every(isNobody)).toBe(true);
    expect(['minsu', '김민수', 'rooter'].some(isNobody)).toBe(false);
  });
});
