/** What is remembered about this app. Parsed on every read: a broken file falls back field by field. */
import { z } from 'zod';
import { NAME_MAX_CHARS, PASSWORD_MAX_CHARS, SERVER_NAME_MAX_CHARS } from './limits';

export const settings = z.object({
  /** Empty until it is chosen; the welcome screen fills in the system user's name. */
  name: z.string().max(NAME_MAX_CHARS).catch('').default(''),
  /** `system` follows the OS. */
  language: z.enum(['system', 'ko', 'en']).catch('system').default('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  /** Percent. */
  textSize: z
    .union([z.literal(85), z.literal(100), z.literal(115), z.literal(130), z.literal(150)])
    .catch(100)
    .default(100),
  density: z.enum(['cozy', 'compact']).catch('cozy').default('cozy'),
  sendWith: z.enum(['enter', 'ctrl-enter']).catch('enter').default('enter'),
  showMembers: z.boolean().catch(true).default(true),
  /** Width of the side list in px. */
  sideWidth: z.int().min(200).max(360).catch(244).default(244),
  /** While hosting, closing the window keeps the room open in the tray. */
  closeToTray: z.boolean().catch(true).default(true),
  /** "Your room is still open in the tray" was read. */
  trayNoticeSeen: z.boolean().catch(false).default(false),
  /** Host the room again by itself at the next launch (it was open when the app was quit). */
  hostOnLaunch: z.boolean().catch(false).default(false),
});
export type Settings = z.infer<typeof settings>;
export const settingsPatch = settings.partial();
export type SettingsPatch = Partial<Settings>;

export const hostOptions = z.object({
  name: z.string().min(1).max(SERVER_NAME_MAX_CHARS),
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  /** Wanted port; 0 or left out means the main port, then the next free one. */
  port: z.int().min(0).max(65_535).optional(),
  /** Guests without encryption (nc, old clients): from this computer only, or from the network. */
  plain: z.enum(['off', 'loopback', 'lan']).default('loopback'),
  capacity: z.int().min(2).max(10_000).optional(),
});
export type HostOptions = z.infer<typeof hostOptions>;
export type HostOptionsInput = z.input<typeof hostOptions>;
