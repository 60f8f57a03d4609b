/** Asks a person whether to go back, before there is a window that could. */
import { type App, dialog } from 'electron';
import { spokenOf } from '../../protocol/language';
import { fill, wordsIn } from '../i18n/words';
import type { Log } from '../log';
import { fetchStatement, openLoader } from './electron-updater';
import { goBack } from './go-back';
import { packageFeed } from './package-feed';

/**
 * Says that this version did not get up again and again, and which one did. Where the package has a
 * feed, that one can be had with a press. Resolves to true when the app ends for it; else this
 * version is tried once more.
 */
export const offerToGoBack = async (app: App, version: string, log: Log): Promise<boolean> => {
  const words = wordsIn(spokenOf(app.getPreferredSystemLanguages()));
  const title = fill(words.goBackTitle, { version: app.getVersion() });
  const byHand = fill(words.goBackByHand, { version });
  const feed = packageFeed(app.getAppPath());
  if (!feed) {
    dialog.showErrorBox(title, `${words.goBackWhy}\n\n${byHand}`);
    return false;
  }
  const box = { type: 'warning', title, noLink: true } as const;
  const { response } = await dialog.showMessageBox({
    ...box,
    message: title,
    detail: `${words.goBackWhy}\n\n${fill(words.goBackAsk, { version })}`,
    buttons: [fill(words.goBackDo, { version }), words.goBackRetry],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) return false;

  const done = new AbortController();
  void dialog.showMessageBox({
    ...box,
    type: 'info',
    message: fill(words.goBackLoading, { version }),
    buttons: [words.goBackHide],
    signal: done.signal,
  });
  const trouble = await goBack({
    feed,
    version,
    loader: await openLoader(feed, log, version),
    statement: () => fetchStatement(feed, version),
    log,
  });
  done.abort();
  if (!trouble) return true;
  dialog.showErrorBox(title, `${words.goBackFailed}\n\n${byHand}`);
  return false;
};
