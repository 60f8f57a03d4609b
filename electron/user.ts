/** What the system calls the person at it. */
import { userInfo } from 'node:os';
import { checkName } from '../protocol/names';

/** Empty where the system has no usable name. */
export const systemName = (): string => {
  try {
    const checked = checkName(userInfo().username);
    return checked.ok ? checked.name : '';
  } catch {
    return '';
  }
};
