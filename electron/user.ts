/** What the person at this computer is called until they say otherwise. */
import { userInfo } from 'node:os';
import { friendlyName, isNobody } from '../protocol/friendly-names';
import type { Language } from '../protocol/language';
import { checkName } from '../protocol/names';

/** The system's name for them, or a friendly one where it has none or calls everybody the same. */
export const firstName = (language: Language, system: string = systemName()): string =>
  system === '' || isNobody(system) ? friendlyName(language) : system;

/** Empty where the system has no usable name. */
const systemName = (): string => {
  try {
    const checked = checkName(userInfo().username);
    return checked.ok ? checked.name : '';
  } catch {
    return '';
  }
};
