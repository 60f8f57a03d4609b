/** A member as a program of its own: started by `npm run torture`, and by nobody else. */
import { runMember } from './processes/member';
import type { MemberOptions } from './processes/words';

runMember(JSON.parse(process.argv[2] ?? '{}') as MemberOptions);
