/** What is remembered about this app. Parsed on every read: a broken file falls back field by field. */
import { z } from 'zod';
import { arrangements } from './arrangement';
import { compatChange, compatListeners } from './compat';
import { fileLimits } from './file-policy';
import { news } from './lan';
import { LANGUAGES } from './language';
import { NAME_MAX_CHARS, PASSWORD_MAX_CHARS, SERVER_NAME_MAX_CHARS } from './limits';
import { toldFields, toldSettings } from './told-settings';
import { writingFields, writingSettings } from './writing-settings';

/** What each setting may be. */
const fields = {
  /** Empty until it is chosen; the welcome screen fills in the system user's name. */
  name: z.string().max(NAME_MAX_CHARS),
  /** `system` follows the OS. */
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Percent. */
  textSize: z.union([
    z.literal(85),
    z.literal(100),
    z.literal(115),
    z.literal(130),
    z.literal(150),
  ]),
  density: z.enum(['cozy', 'compact']),
  sendWith: z.enum(['enter', 'ctrl-enter']),
  showMembers: z.boolean(),
  /** Width of the side list in px. */
  sideWidth: z.int().min(200).max(360),
  /** While hosting, closing the window keeps the room open in the tray. */
  closeToTray: z.boolean(),
  /** "Your room is still open in the tray" was read. */
  trayNoticeSeen: z.boolean(),
  /** What Windows or macOS asks when a program first listens was explained. */
  listenNoticeSeen: z.boolean(),
  /** Host the room again by itself at the next launch (it was open when the app was quit). */
  hostOnLaunch: z.boolean(),
  /** Ask the makers of this package now and then for a newer one. */
  lookForUpdates: z.boolean(),
  /** Favourite rooms, and rooms in an order of one's own. */
  arrangements,
  ...toldFields,
  ...writingFields,
};

export const settings = z.object({
  name: fields.name.catch('').default(''),
  language: fields.language.catch('system').default('system'),
  theme: fields.theme.catch('system').default('system'),
  textSize: fields.textSize.catch(100).default(100),
  density: fields.density.catch('cozy').default('cozy'),
  sendWith: fields.sendWith.catch('enter').default('enter'),
  showMembers: fields.showMembers.catch(true).default(true),
  sideWidth: fields.sideWidth.catch(244).default(244),
  closeToTray: fields.closeToTray.catch(true).default(true),
  listenNoticeSeen: fields.listenNoticeSeen.catch(false).default(false),
  trayNoticeSeen: fields.trayNoticeSeen.catch(false).default(false),
  hostOnLaunch: fields.hostOnLaunch.catch(false).default(false),
  lookForUpdates: fields.lookForUpdates.catch(false).default(false),
  arrangements: fields.arrangements.catch({}).default({}),
  /** Where files are kept; empty: the system's own. Only a person changes it, in a dialog. */
  downloadFolder: z.string().max(4096).catch('').default(''),
  ...toldSettings,
  ...writingSettings,
});
export type Settings = z.infer<typeof settings>;
/** Only what is named changes: with the defaults above, a patch would reset all the others. */
export const settingsPatch = z.object(fields).partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;
/** What the main process may change beside: no page names a folder of this computer. */
export type SettingsChange = SettingsPatch & { downloadFolder?: string | undefined };

export const hostOptions = z.object({
  name: z.string().min(1).max(SERVER_NAME_MAX_CHARS),
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  /** Wanted port; 0 or left out means the main port, then the next free one. */
  port: z.int().min(0).max(65_535).optional(),
  /** Guests without encryption (nc, old clients): from this computer only, or from the network. */
  plain: z.enum(['off', 'loopback', 'lan']).default('loopback'),
  capacity: z.int().min(2).max(10_000).optional(),
  /** Announced on the local network, so that it stands in the lists of others. */
  discoverable: z.boolean().default(true),
  /** Ports for old chat programs; left out: those of the last time. */
  compat: compatListeners.optional(),
  /** How much of files is taken; left out: as the last time, or as the program has it. */
  files: fileLimits.optional(),
});
export type HostOptions = z.infer<typeof hostOptions>;
export type HostOptionsInput = z.input<typeof hostOptions>;

/** What can be changed while the room is open. */
export const hostChange = z
  .object({
    discoverable: z.boolean(),
    /** Empty: nobody is asked for one any more. */
    password: hostOptions.shape.password.unwrap(),
    plain: hostOptions.shape.plain.unwrap(),
    /** One of the old wires. */
    wire: compatChange,
    /** One line for everybody on the network; empty ends it. */
    news: z.union([z.literal(''), news.shape.text]),
    /** What is there already stays, but for what is older than `days`. */
    files: fileLimits,
  })
  .partial();
export type HostChange = z.infer<typeof hostChange>;
