/**
 * The child: runs the server in a process of its own, so that neither a busy window nor a crash
 * of the app's interface touches it. The only file of the shell that knows the server.
 */

import { renewKey } from '../../server/identity/renew';
import type { RunningServer } from '../../server/options';
import { startServer } from '../../server/server';
import { doChore } from './entry-chores';
import { explainFailure } from './failure';
import { type FromServer, type RunningChange, type StartOptions, toServer } from './messages';
import { createPresence, type Presence } from './presence';

const port = process.parentPort;
const tell = (message: FromServer) => port.postMessage(message);
const log = (line: string) => tell({ type: 'log', line: line.slice(0, 2000) });

let running: RunningServer | null = null;
let presence: Presence | null = null;
let asked = false;
/** Whose computer it is: owns what is brought in. */
let hostId: string | null = null;
/** On the local network, as far as the host wants it. */
let announced = true;

/** Many files may come at a time. */
const FILES_EVERY_MS = 500;
let filesChanged = false;
const tellFiles = (server: RunningServer): void => {
  if (filesChanged) return;
  filesChanged = true;
  setTimeout(() => {
    filesChanged = false;
    server.files().then(
      (state) => tell({ type: 'files', state }),
      () => {},
    );
  }, FILES_EVERY_MS);
};

const start = async (wanted: StartOptions): Promise<void> => {
  const { discoverable, news, owner, lanPort, renewKey: renewing, ...options } = wanted;
  announced = discoverable;
  try {
    if (renewing) {
      await renewKey(options.dataDir).catch((why) => {
        log(`the key stays as it is: ${explainFailure(why).detail}`);
      });
    }
    const server = await startServer({
      ...options,
      tls: true,
      rateLimit: true,
      durability: 'full',
      announced: () => announced,
      log,
    });
    running = server;
    hostId = options.hosts[0] ?? null;
    const { name, port: listening, fingerprint, epoch } = server.facts;
    tell({ type: 'open', facts: { name, port: listening, fingerprint, epoch } });
    tell({ type: 'people', people: server.people() });
    const said = createPresence(server, { ...options, owner, lanPort }, log);
    presence = said;
    server.onPeople((people) => {
      tell({ type: 'people', people });
      said.changed();
    });
    tell({ type: 'compat', states: server.compat() });
    server.onCompat((states) => tell({ type: 'compat', states }));
    tellFiles(server);
    server.onFiles(() => tellFiles(server));
    said.news(news ?? null);
    said.discoverable(discoverable);
    void server.handedOver.then(({ to }) => tell({ type: 'handed-over', to }));
    void server.shutdownAsked.then(({ by }) => tell({ type: 'shutdown-asked', by }));
  } catch (error) {
    tell({ type: 'failed', failure: explainFailure(error) });
  }
};

const change = async (n: number, to: RunningChange): Promise<void> => {
  try {
    if (to.news !== undefined) presence?.news(to.news);
    if (to.discoverable !== undefined) {
      announced = to.discoverable;
      presence?.discoverable(to.discoverable);
    }
    if (to.plain !== undefined) running?.setPlain(to.plain);
    if (to.password !== undefined) await running?.setPassword(to.password || null);
    if (to.files && running) await running.setFiles(to.files);
    if (to.compat && running) tell({ type: 'compat', states: await running.setCompat(to.compat) });
  } catch (error) {
    log(`changing failed: ${explainFailure(error).detail}`);
  } finally {
    tell({ type: 'changed', n });
  }
};

const bring = async (n: number, file: string, by: string): Promise<void> => {
  const host = hostId;
  try {
    if (!running || !host) throw new Error('no room is open');
    tell({ type: 'imported', n, outcome: await running.importRoom(file, { id: host, name: by }) });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    tell({ type: 'imported', n, outcome: { code: typeof code === 'string' ? code : 'internal' } });
  }
};

const stop = async (by?: string, again = false): Promise<void> => {
  try {
    // First the goodbye, so that nobody comes to a door that is closing.
    await presence?.stop();
    const reason = again ? 'restarting' : 'closed';
    await running?.stop({ reason, ...(by !== undefined && { by }) });
    tell({ type: 'stopped' });
  } catch (error) {
    log(`stopping failed: ${explainFailure(error).detail}`);
  } finally {
    process.exit(0);
  }
};

port.on('message', ({ data }) => {
  const message = toServer.safeParse(data);
  if (!message.success) return log('a message of the app could not be read');
  if (message.data.type === 'stop') return void stop(message.data.by, message.data.again);
  if (message.data.type === 'import') {
    const { n, file, by } = message.data;
    return void bring(n, file, by);
  }
  if (message.data.type === 'change') return void change(message.data.n, message.data.change);
  if (asked) return log('asked to start twice');
  asked = true;
  if (message.data.type === 'chore') {
    return void doChore(message.data.chore, (said) => port.postMessage(said));
  }
  void start(message.data.options);
});

// A server in an unknown state must not go on: the app starts a new one from what is on disk.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    log(`${event}: ${error instanceof Error ? error.stack : String(error)}`);
    process.exit(1);
  });
