/** The console of a server that runs in a terminal, or that is fed commands by a pipe. */
import { readFileSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import type { RunningServer } from '../../server/options';

/**
 * At a terminal it is open at once. Anything else may be /dev/null, closed, or a pipe that nobody
 * writes into: then nothing is read and nothing printed before something has been typed.
 */
export function openConsole(server: RunningServer): void {
  const input = standardInput();
  if (!input) return;
  const open = () => void server.console({ input, output: process.stdout });
  if (input.isTTY) {
    if (inForeground()) open();
    return;
  }
  input.on('error', () => {});
  input.once('readable', () => {
    if (input.readableLength > 0) open();
    else input.destroy();
  });
}

/** Node throws where the descriptor is closed or of a kind that it does not know. */
function standardInput(): ReadStream | null {
  try {
    return process.stdin;
  } catch {
    return null;
  }
}

/**
 * A job in the background (`serve &`) that reads from its terminal would be stopped by the system.
 * Only Linux says so without being asked by a native call.
 */
function inForeground(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    // pid (comm) state ppid pgrp session tty_nr tpgid …; comm may contain spaces and brackets
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[2] === fields[5];
  } catch {
    return true;
  }
}
