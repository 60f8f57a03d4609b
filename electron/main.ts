/** Before the app is ready: where it keeps its things, that it runs once, what no page may do. */
import { app, dialog } from 'electron';
import { spokenOf } from '../protocol/language';
import { composeApp } from './app';
import { commandLineWords, runCommandLine } from './command-line';
import { chooseDataFolder } from './data-folder';
import { hardenApp } from './hardening';
import { wordsIn } from './i18n/words';
import { openLog } from './log';
import { commandLineBundle, pathsOf } from './paths';
import { registerScheme } from './protocol-scheme';
import { recordStart } from './updates/compose';
import { offerToGoBack } from './updates/offer-to-go-back';

const openApp = (): void => {
  // As the shortcut of the installer has it: else Windows shows notifications under another name.
  if (process.platform === 'win32') app.setAppUserModelId('app.sarangbang.Sarangbang');
  const development = !app.isPackaged;
  const paths = pathsOf(chooseDataFolder(app), app.getAppPath());
  const log = openLog(paths.logs, development);
  registerScheme();
  hardenApp(app, log);

  // An error nobody expected is written down; the servers and the window go on as they are.
  process.on('uncaughtException', (error) => log.error('uncaught exception', error));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));

  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  // Before anything of the system is asked for, so that what fails there is counted as well.
  const starting = recordStart(paths.data, app.getVersion(), log);
  app
    .whenReady()
    .then(async () => {
      if (starting.goBack && (await offerToGoBack(app, starting.goBack, log))) return;
      composeApp({ paths, log, development, starting });
    })
    .catch((error: unknown) => {
      log.error('starting failed', error);
      const words = wordsIn(spokenOf(app.getPreferredSystemLanguages()));
      dialog.showErrorBox(words.failedTitle, error instanceof Error ? error.message : '');
      app.exit(1);
    });
};

const words = commandLineWords(process.argv);
if (words) void runCommandLine(app, commandLineBundle(app.getAppPath()), words);
else openApp();
