/** Updates as a part of the app: what is remembered on disk, and the door to the page. */
import { type StartRecord, startRecord } from '../../protocol/updates';
import type { Handlers } from '../ipc/handle';
import type { Push } from '../ipc/push';
import { type JsonFile, openJsonFile } from '../json-file';
import type { Log } from '../log';
import type { SettingsStore } from '../settings';
import { fetchStatement, openLoader } from './electron-updater';
import { packageFeed } from './package-feed';
import { beginStart, gotUp } from './starts';
import { createUpdates, type Updates } from './updates';

/** The start that is under way, written down before anything can go wrong with it. */
export interface Starting {
  readonly file: JsonFile<StartRecord>;
  /** The version that this one should give way to; null: all is well. */
  readonly goBack: string | null;
}

export const recordStart = (folder: string, version: string, log: Log): Starting => {
  const file = openJsonFile({
    folder,
    name: 'starts',
    parse: (raw) => startRecord.parse(raw),
    onBroken: (name) => log.warn(`${name} was broken; a copy was kept beside it`),
  });
  const { record, goBack } = beginStart(file.value, version);
  file.write(record);
  return { file, goBack };
};

interface Deps {
  appFolder: string;
  version: string;
  starting: Starting;
  settings: SettingsStore;
  push: Push;
  log: Log;
}

export interface ComposedUpdates extends Updates {
  /** The page is there: this version works. */
  gotUp(): void;
  readonly handlers: Pick<Handlers, 'updates.check' | 'updates.install'>;
}

export const composeUpdates = (deps: Deps): ComposedUpdates => {
  const { settings, starting, log } = deps;
  const updates = createUpdates({
    feed: packageFeed(deps.appFolder),
    loader: (feed) => openLoader(feed, log),
    fetchStatement,
    wanted: () => settings.value.lookForUpdates,
    failedVersions: () => starting.file.value.failed,
    onState: (state) => deps.push('updates', state),
    log,
  });
  settings.onChange((now, before) => {
    if (now.lookForUpdates !== before.lookForUpdates) updates.follow();
  });
  let up = false;
  return {
    get state() {
      return updates.state;
    },
    check: updates.check,
    install: updates.install,
    follow: updates.follow,
    stop: updates.stop,
    gotUp() {
      if (up) return;
      up = true;
      starting.file.write(gotUp(starting.file.value, deps.version));
    },
    handlers: {
      'updates.check': () => updates.check(),
      'updates.install': () => updates.install(),
    },
  };
};
