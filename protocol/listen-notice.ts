/** Windows and macOS ask a person once, when a program first listens on the network; Linux does not. */

/**
 * Whether the app explains that question first: a wrong answer to it keeps everybody out, and it is
 * not asked again. `seen`: it was explained on this computer before.
 */
export const needsListenNotice = (
  platform: 'linux' | 'darwin' | 'win32' | (string & {}),
  seen: boolean,
): boolean => !seen && (platform === 'win32' || platform === 'darwin');
