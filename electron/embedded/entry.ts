/**
 * The child: runs the server in a process of its own, so that neither a busy window nor a crash
 * of the app's interface touches it. The only file of the shell that knows the server.
 */
import type { RunningServer } from '../../server/options';
import { startServer } from '../../server/server';
import { explainFailure } from './failure';
import { type FromServer, type StartOptions, toServer } from './messages';

const port = process.parentPort;
const tell = (message: FromServer) => port.postMessage(message);
const log = (line: string) => tell({ type: 'log', line: line.slice(0, 2000) });

let running: RunningServer | null = null;
let asked = false;

const start = async (options: StartOptions): Promise<void> => {
  try {
    const server = await startServer({
      ...options,
      tls: true,
      rateLimit: true,
      durability: 'full',
      log,
    });
    running = server;
    const { name, port: listening, fingerprint, epoch } = server.facts;
    tell({ type: 'open', facts: { name, port: listening, fingerprint, epoch } });
    tell({ type: 'people', people: server.people() });
    server.onPeople((people) => tell({ type: 'people', people }));
    void server.shutdownAsked.then(({ by }) => tell({ type: 'shutdown-asked', by }));
  } catch (error) {
    tell({ type: 'failed', failure: explainFailure(error) });
  }
};

const stop = async (by?: string): Promise<void> => {
  try {
    await running?.stop({ reason: 'closed', ...(by !== undefined && { by }) });
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
  if (message.data.type === 'stop') return void stop(message.data.by);
  if (asked) return log('asked to start twice');
  asked = true;
  void start(message.data.options);
});

// A server in an unknown state must not go on: the app starts a new one from what is on disk.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    log(`${event}: ${error instanceof Error ? error.stack : String(error)}`);
    process.exit(1);
  });
