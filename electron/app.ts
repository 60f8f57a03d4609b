/** The composition: makes every part of the running app, once, and joins them. */
import path from 'node:path';
import { app, type BrowserWindow, ipcMain, Notification, session } from 'electron';
import { createClient } from '../client/client';
import { SearchThread } from '../client/search/thread';
import { searchThreadFile } from '../client/search/thread-file';
import { openSqliteStore } from '../client/store/sqlite-store';
import { lanAddresses, watchAddresses } from '../lan/addresses';
import { checkNetwork } from '../lan/check';
import { type Boot, boot as bootSchema } from '../protocol/ipc';
import { spokenOf } from '../protocol/language';
import { needsListenNotice } from '../protocol/listen-notice';
import { applyTheme } from './appearance';
import icon from './assets/icon.png?asset';
import { addContextMenu } from './context-menu';
import { forker } from './embedded/child';
import { choreRunner } from './embedded/chore';
import { openHostingFile } from './embedded/hosting-file';
import { createFiles } from './files/files';
import { hardenSession } from './hardening';
import { createHeir } from './heir';
import { chosenLanguage, wordsIn } from './i18n/words';
import { openIdentity } from './identity';
import { CALL_CHANNEL, createDoor } from './ipc/handle';
import { createDropDoor, DROP_CHANNEL, fileHandlers } from './ipc/handlers/files';
import { historyHandlers } from './ipc/handlers/history';
import { hostHandlers } from './ipc/handlers/host';
import { keepingHandlers } from './ipc/handlers/keeping';
import { networkHandlers } from './ipc/handlers/network';
import { outboxHandlers } from './ipc/handlers/outbox';
import { searchHandlers } from './ipc/handlers/search';
import { serverHandlers } from './ipc/handlers/servers';
import { settingsHandlers } from './ipc/handlers/settings';
import { shellHandlers } from './ipc/handlers/shell';
import { windowHandlers } from './ipc/handlers/windows';
import { createPush, type Push } from './ipc/push';
import { createKeeping } from './keeping/keeping';
import { readFirstPort, readLanPort } from './lan-port';
import { followLinks, linkInArguments } from './links';
import type { Log } from './log';
import { startsHidden } from './login-item';
import { type MenuChoice, nextSize, setMenu } from './menu';
import { createNearby } from './nearby';
import { createOwnRoom } from './own-room';
import { type Paths, setFolderAside } from './paths';
import { watchPower } from './power';
import { ORIGIN, serveRenderer } from './protocol-scheme';
import { createQuit, onWindowClose } from './quit';
import { openRoomPlaces } from './room-places';
import { createRoomWindows } from './room-windows';
import { openSecrets } from './secrets';
import { foldersIn } from './servers/folders';
import { openRegistry } from './servers/registry';
import { createServers } from './servers/servers';
import { openSettings } from './settings';
import { applySpelling } from './spelling';
import { followSystem } from './system-events';
import { composeTold } from './told/compose';
import { composeUpdates, type Starting } from './updates/compose';
import { firstName } from './user';
import { createMainWindow } from './window';
import { openWindowState } from './window-state';

const OF_A_ROOM: ReadonlySet<MenuChoice> = new Set(['search-room', 'toggle-members']);

interface Ground {
  paths: Paths;
  log: Log;
  development: boolean;
  starting: Starting;
}

export const composeApp = ({ paths, log, development, starting }: Ground): void => {
  const broken = (file: string) => log.warn(`${file} was broken; a copy was kept beside it`);
  const system = spokenOf(app.getPreferredSystemLanguages());
  const settings = openSettings(paths.data, broken);
  const secrets = openSecrets();
  const identity = openIdentity(paths.deviceKey, secrets, log.warn);
  const language = () => chosenLanguage(settings.value.language, system);
  const words = () => wordsIn(language());
  const mac = process.platform === 'darwin';
  const named = firstName(language());

  hardenSession(session.defaultSession, development);
  applySpelling(session.defaultSession, settings.value.spellcheck, paths.data);
  serveRenderer(session.defaultSession, paths.renderer);
  applyTheme(settings.value.theme);

  const tellPages = createPush({
    receiver: () => window.current?.webContents ?? null,
    rooms: () => roomWindows.all.map(({ webContents }) => webContents),
    check: development,
    report: log.warn,
  });
  const push: Push = (name, data) => {
    tellPages(name, data);
    roomWindows.follow(name, data);
  };

  const told = composeTold({
    servers: () => servers,
    settings,
    words,
    hosting: () => ownRoom.hosting,
    window: () => window,
    roomWindows: () => roomWindows,
    push,
    quit: () => quit.request(),
    icon,
    development,
  });

  const registry = openRegistry(paths.data, broken);
  const searching = new SearchThread(searchThreadFile(), log.warn);
  const servers = createServers({
    registry,
    folders: foldersIn(paths.servers),
    push,
    ear: told.ear,
    secrets,
    now: Date.now,
    onBrokenCopy: (aside, error) =>
      log.error(`a copy could not be opened, kept as ${aside}`, error),
    myName: () => settings.value.name || named,
    openClient: (file, plan, name, password) =>
      createClient({
        ...plan,
        firstVisit: 'ask',
        tls: 'on',
        name,
        ...(password !== undefined && { password }),
        key: identity.key,
        store: openSqliteStore(file),
        copySearch: searching.of(file),
        language: language(),
        app: `Sarangbang/${app.getVersion()}`,
        canHost: true,
        reconnect: true,
        attention: told.attention(),
      }),
  });

  const files = createFiles({
    data: paths.data,
    serversFolder: paths.servers,
    servers,
    settings,
    push,
    session: session.defaultSession,
    onBroken: broken,
    isKnown: (id) => registry.all().some((entry) => entry.id === id),
    words,
    window: () => roomWindows.focused?.window ?? window.current,
  });

  const lanPort = readLanPort(process.env.SARANGBANG_LAN_PORT);
  const nearby = createNearby({
    port: lanPort,
    known: () => registry.all(),
    onChange: (rooms) => push('nearby', [...rooms]),
    heard: servers.heard,
    log: log.info,
  });
  registry.watch(nearby.refresh);
  // Windows and macOS ask a person when a program first listens: not before that was explained.
  const listenIfExplained = () => {
    if (!needsListenNotice(process.platform, settings.value.listenNoticeSeen)) nearby.listen();
  };

  const ownRoom = createOwnRoom({
    fork: forker(paths.serverEntry, log),
    file: openHostingFile(paths.data, secrets, broken),
    dataDir: paths.host,
    setAside: () => setFolderAside(paths.host),
    user: identity.key.user,
    version: app.getVersion(),
    lanPort,
    firstPort: readFirstPort(process.env.SARANGBANG_PORT),
    servers,
    settings,
    onChange(hosting) {
      push('hosting', hosting);
      files.resume();
      told.refresh();
      power.update(hosting);
    },
  });

  const runChore = choreRunner(paths.serverEntry, log);
  const heir = createHeir({
    ...{ runChore, servers, ownRoom, secrets, log },
    folder: path.join(paths.data, 'incoming'),
    dataDir: paths.host,
    addresses: lanAddresses,
  });

  const keeping = createKeeping({
    runChore,
    servers,
    dataDir: paths.host,
    hosted: () => (ownRoom.hosting.state === 'open' ? ownRoom.hosting.name : null),
    bring: (file) => ownRoom.bring(file),
    window: () => roomWindows.focused?.window ?? window.current,
    words,
    language,
    onProgress: (part) => push('keeping', { part }),
    log,
  });

  const updates = composeUpdates({
    ...{ starting, settings, push, log },
    appFolder: app.getAppPath(),
    version: app.getVersion(),
  });

  const quit = createQuit({
    hosting: () => ownRoom.hosting,
    ask(people) {
      window.show();
      push('quitting', { people });
    },
    toTray: () => window.hide(),
    async shutDown() {
      window.hide();
      roomWindows.hide();
      log.info('closing');
      updates.stop();
      // One that fails must not keep the other from ending in order.
      const ends = await Promise.allSettled([
        ownRoom.shutDown(),
        // The thread is let go when no copy is searched any more, not killed within a query.
        servers.close().finally(() => searching.close()),
        nearby.stop(),
      ]);
      for (const end of ends)
        if (end.status === 'rejected') log.error('closing was not clean', end.reason);
    },
    exit: () => app.exit(0),
  });

  const tellTrayed = () => {
    if (settings.value.trayNoticeSeen) return;
    push('trayed', undefined);
    if (Notification.isSupported())
      new Notification({ title: 'Sarangbang', body: words().trayed, icon }).show();
  };

  const common = { preload: paths.preload, icon, development, log };
  const onFocus = (focused: boolean) => {
    told.focus(focused);
    if (focused) servers.retryWaiting();
  };
  const window = createMainWindow({
    ...common,
    state: openWindowState(paths.data),
    onMade(made) {
      told.loading();
      made.webContents.on('did-navigate', told.loading);
      dressWindow(made);
    },
    onFocus(focused) {
      push('focus', focused);
      onFocus(focused);
    },
    onClose() {
      if (quit.ending) return false;
      const meaning = onWindowClose(ownRoom.hosting, settings.value, mac);
      if (meaning === 'quit') quit.request();
      else window.hide();
      if (meaning === 'tray') tellTrayed();
      return true;
    },
  });

  const roomWindows = createRoomWindows({
    ...common,
    places: openRoomPlaces(paths.data),
    onMade: (made) => dressWindow(made),
    onFocus,
    onClosed: told.pageGone,
  });

  const undress = new Map<BrowserWindow, () => void>();
  const dressWindow = (made: BrowserWindow) => {
    undress.get(made)?.();
    if (!undress.has(made)) made.once('closed', () => undress.delete(made));
    const removal = addContextMenu(made, words(), {
      on: () => settings.value.spellcheck,
      toggle: () => settings.update({ spellcheck: !settings.value.spellcheck }),
    });
    undress.set(made, removal);
  };

  const power = watchPower(() => servers.retryWaiting());
  watchAddresses(() => {
    ownRoom.refresh();
    servers.retryWaiting();
  });

  const links = followLinks(app, process.argv, (url) => {
    window.show();
    push('link', { url });
  });

  const isMain = (page: number) => window.current?.webContents.id === page;
  const boot = (page: number): Boot => {
    updates.gotUp();
    return bootSchema.parse({
      settings: settings.value,
      systemName: named,
      systemLanguage: system,
      platform: process.platform,
      version: app.getVersion(),
      keysEncrypted: identity.encrypted,
      servers: servers.views(),
      recent: servers.recent(),
      nearby: nearby.rooms,
      hosting: ownRoom.hosting,
      updates: updates.state,
      // What leads somewhere is for the main window, whichever page asks first.
      ...(isMain(page) && { link: links.take(), land: told.takeLanding() }),
    });
  };

  const ours = () => [...(window.current ? [window.current] : []), ...roomWindows.all];
  const isMainFrame = (frame: unknown) =>
    ours().some((one) => !one.isDestroyed() && one.webContents.mainFrame === frame);
  const door = createDoor({
    handlers: {
      ...serverHandlers(servers),
      ...outboxHandlers(servers),
      ...fileHandlers(files),
      ...historyHandlers(servers),
      ...searchHandlers(servers),
      ...hostHandlers(ownRoom),
      ...keepingHandlers(keeping, heir),
      ...networkHandlers({
        ask: nearby.ask,
        check: (target) =>
          checkNetwork({
            ...(target && { target }),
            ...(lanPort !== null && { port: lanPort }),
            heard: () => nearby.rooms.length,
            log: log.info,
          }),
      }),
      ...settingsHandlers(settings, boot),
      ...shellHandlers(quit, paths.licences),
      ...updates.handlers,
      ...windowHandlers({
        servers,
        roomWindows,
        goTo: told.goTo,
        show: () => window.show(),
        choose: (choice) => push('menu', choice),
        ask: (url) => push('link', { url }),
      }),
      ...told.handlers,
    },
    isMainFrame,
    origin: ORIGIN,
    checkOutput: development,
    report: log.warn,
  });
  ipcMain.handle(CALL_CHANNEL, door);
  ipcMain.handle(DROP_CHANNEL, createDropDoor({ files, isMainFrame, origin: ORIGIN }));

  const speak = () => {
    setMenu({
      words: words(),
      development,
      mac,
      choose(choice) {
        const from = roomWindows.focused?.place;
        window.show();
        // What concerns a room is done where there is a place for it, in that room.
        if (from && OF_A_ROOM.has(choice)) push('land', from);
        push('menu', choice);
      },
      resize: (step) => settings.update({ textSize: nextSize(settings.value.textSize, step) }),
      quit: () => quit.request(),
    });
    told.refresh();
    for (const one of ours()) dressWindow(one);
  };

  settings.onChange((now, before) => {
    push('settings', now);
    if (now.spellcheck !== before.spellcheck)
      applySpelling(session.defaultSession, now.spellcheck, paths.data);
    listenIfExplained();
    if (now.theme !== before.theme) applyTheme(now.theme);
    if (now.language !== before.language) speak();
    told.refresh();
  });

  followSystem({
    quit,
    log,
    show: () => window.show(),
    onSecondStart: (argv) => links.offer(linkInArguments(argv)),
  });

  // First: its process starts while copies are opened here. It asks for what there is when it is up.
  if (!startsHidden(process.argv, settings.value)) window.show();
  servers.start();
  files.resume();
  listenIfExplained();
  speak();
  told.start();
  ownRoom.resume();
  updates.follow();
  log.info(`started: version ${app.getVersion()}, Electron ${process.versions.electron}`);
};
