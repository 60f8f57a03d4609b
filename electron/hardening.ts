/** What no window of this app may do, whatever runs inside it (docs/SECURITY.md has the table). */
import type { App, Session, WebContents } from 'electron';
import { MEDIA_SCHEME } from '../protocol/files';
import type { Log } from './log';
import { ORIGIN } from './protocol-scheme';

/** Whether the renderer may load an address: its own files, pictures it made itself, files of
 * messages (files/media.ts), DevTools. */
export const mayLoad = (address: string, development: boolean): boolean =>
  address.startsWith(`${ORIGIN}/`) ||
  address.startsWith(`blob:${ORIGIN}/`) ||
  address.startsWith('data:image/') ||
  address.startsWith(`${MEDIA_SCHEME}://`) ||
  (development && address.startsWith('devtools://'));

export const hardenSession = (session: Session, development: boolean): void => {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !mayLoad(details.url, development) }),
  );
  session.on('will-download', (event) => event.preventDefault());
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  // Elsewhere dictionaries would be downloaded; macOS brings its own.
  session.setSpellCheckerEnabled(process.platform === 'darwin');
};

const hardenContents = (contents: WebContents, log: Log): void => {
  const deny = (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn('a page tried to navigate; denied');
  };
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};

/** Before the app is ready: every renderer is sandboxed, every page that will ever exist confined. */
export const hardenApp = (app: App, log: Log): void => {
  // As the superuser on Linux Chromium cannot sandbox; the development scripts then say so, and
  // asking for both would keep every child process from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault();
    decide(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault();
    choose();
  });
  app.on('login', (event) => event.preventDefault());
};
