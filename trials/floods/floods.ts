/** What floods a server: each goes on for a while, and tells what became of those who did it. */
import { handshakes, storm, wrongPasswords } from './at-the-door';
import type { Flood } from './flood';
import { readers, senders, silent } from './inside';

export const FLOODS: readonly Flood[] = [
  senders,
  silent,
  handshakes,
  readers,
  wrongPasswords,
  storm,
];
