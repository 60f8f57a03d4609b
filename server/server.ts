/** The composition root: puts log, hub, gateways and the port together. */
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByeReason } from '../protocol/envelopes';
import { MOTD_MAX_CHARS } from '../protocol/limits';
import type { SuccessionRecord } from '../protocol/succession';
import { oneLine } from '../protocol/text';
import { everyAddress } from './address';
import { Admission } from './admission';
import { importRoom } from './backup/import-room';
import { CompatListeners } from './compat';
import { openConsole } from './console/console';
import { diskUse } from './disk-use';
import { FileHouse } from './files/house';
import { FILES_FOLDER } from './files/shelf';
import { gateways, recognisedGateways } from './gateways';
import { filesGateway } from './gateways/files';
import type { GatewayContext } from './gateways/gateway';
import { Handover } from './handover/handover';
import { successionOf } from './handover/succession-file';
import { createHub } from './hub/hub';
import type { ServerIdentity } from './identity/identity';
import { makePrivateFolder } from './identity/private-files';
import { settledIdentity } from './identity/renew';
import { serverName } from './identity/server-name';
import { signerOf } from './identity/signer';
import { listen } from './listener';
import { openLog } from './log/open-log';
import { DEFAULTS, type RunningServer, type ServerOptions } from './options';
import { shutDown } from './shutdown';
import { Deadlines } from './transport/deadlines';
import { Heartbeat } from './transport/heartbeat';
import { Flusher } from './transport/send-queue';
import { tlsContext } from './transport/tls';
import { TUNING, type Tuning } from './tuning';
import { WEB_PAGE } from './turn-away';
import { plannedThreads, startThreads, type Threads } from './workers/threads';

/** Each connection is looked at this often per ping interval. */
const LOOKS_PER_PING = 3;

/**
 * Starts a server; resolves when it listens. Rejects with `DataFolderInUse`, `DamagedIdentity`,
 * `HandedOver`, SQLite's error when the log cannot be used, or the system's (EADDRINUSE, EACCES …); nothing is
 * left running then. `tuning` is for tests that cannot wait for the real limits.
 */
export async function startServer(
  chosen: Partial<ServerOptions> = {},
  tuning: Partial<Tuning> = {},
): Promise<RunningServer> {
  const options: ServerOptions = { ...DEFAULTS, ...withoutHoles(chosen) };
  const limits: Tuning = { ...TUNING, ...tuning };
  const planned = plannedThreads(options, limits.workerFile);
  if (chosen.host === undefined) options.host = everyAddress();
  if (options.dataDir !== null) await makePrivateFolder(options.dataDir);
  // First of all, because it holds the lock of the folder.
  const opened = await openLog({ ...options, workers: planned.count });
  const { log, readPage, lookUp } = startThreads(opened, planned, options.log);
  try {
    const identity = await settledIdentity(options.dataDir, log.epoch);
    const name = await serverName(options.dataDir, chosen.name, DEFAULTS.name);
    const succession = await successionOf(options.dataDir, identity.fingerprint, log.epoch);
    const files = await openFiles(options);
    const kept = { files, log, readPage, lookUp, succession };
    return await open({ ...options, name }, limits, kept, identity);
  } catch (why) {
    await log.close();
    throw why;
  }
}

async function open(
  options: ServerOptions,
  tuning: Tuning,
  kept: Threads & { files: FileHouse; succession: readonly SuccessionRecord[] },
  identity: ServerIdentity,
): Promise<RunningServer> {
  const { name, version } = options;
  const { files, log, readPage, lookUp, succession } = kept;
  const motd = cleanMotd(options.motd);
  let askShutdown: (asked: { by: string }) => void = () => {};
  const shutdownAsked = new Promise<{ by: string }>((resolve) => {
    askShutdown = resolve;
  });
  let tellHandedOver: (heir: { to: string }) => void = () => {};
  const handedOver = new Promise<{ to: string }>((resolve) => {
    tellHandedOver = resolve;
  });
  let handover: Handover | null = null;
  let fileLimits = options.files;
  const hub = createHub({
    ...{ log, files, options, readPage, lookUp, onShutdownAsked: askShutdown },
    handover: () => handover,
    ...(log.file !== null && { diskUse: diskUse(log.file, files) }),
  });
  const heartbeat = new Heartbeat(tuning.pingEveryMs / LOOKS_PER_PING);
  const handshakes = new Deadlines(tuning.handshakeTimeoutMs);
  const people = new Deadlines(tuning.personTimeoutMs);
  const lingering = new Deadlines(tuning.closeLingerMs);
  const release = () => {
    for (const clock of [heartbeat, handshakes, people, lingering]) clock.stop();
  };
  const context: GatewayContext = {
    hub,
    files,
    get server() {
      const policy = files.policy();
      return { name, version, ...(motd && { motd }), ...(policy && { files: policy }) };
    },
    fingerprint: identity.fingerprint,
    succession,
    epoch: log.epoch,
    heartbeat,
    tuning,
    rateLimit: options.rateLimit,
    log: options.log,
  };
  const house = {
    context,
    gateways: { ...gateways, ...recognisedGateways(), http: filesGateway(WEB_PAGE) },
    transport: { flusher: new Flusher(), lingering },
    tls: options.tls ? tlsContext(identity) : null,
    handshakes,
    people,
  };
  const signer = signerOf(identity);
  if (options.dataDir !== null) {
    handover = new Handover({
      ...{ dataDir: options.dataDir, succession, hub, log: options.log },
      ...{ fingerprint: identity.fingerprint, epoch: log.epoch },
      sign: (data) => signer.sign(data),
      password: () => hub.password(),
      settings: () => ({
        files: fileLimits,
        ...(options.capacity !== undefined && { capacity: options.capacity }),
        ...(options.announced && { discoverable: options.announced() }),
      }),
      done: tellHandedOver,
    });
  }
  const admission = new Admission(tuning, options.rateLimit);
  const listener = await listen(options, house, admission).catch(async (why) => {
    release();
    await hub.stop('closed');
    await files.close();
    throw why;
  });
  const { host } = listener;
  const findRoom = (text: string) => hub.findRoom(text);
  const compat = new CompatListeners({ house, admission, host, log: options.log, findRoom });
  await compat.set(options.compat);
  const parts = { listener, compat, hub, log, files, release, timeoutMs: tuning.stopTimeoutMs };
  const end = async (reason: ByeReason, by?: string) => {
    await handover?.stop();
    await shutDown(parts, reason, by);
  };
  const consoles = new Set<() => void>();
  let stopped: Promise<void> | null = null;
  return {
    facts: {
      name: options.name,
      host: listener.host,
      port: listener.port,
      fingerprint: identity.fingerprint,
      epoch: log.epoch,
    },
    people: () => hub.people(),
    sign: (data) => signer.sign(data),
    onPeople: (changed) => hub.onPeople(changed),
    setPassword: (password) => hub.setPassword(password),
    setPlain(plain) {
      // The listener looks at it with each connection.
      options.plain = plain;
    },
    compat: () => compat.states(),
    setCompat: (listeners) => compat.set(listeners),
    onCompat: (changed) => compat.onChange(changed),
    files: () => files.state(),
    async setFiles(change) {
      fileLimits = { ...fileLimits, ...change };
      await files.setLimits(change);
      const policy = files.policy();
      hub.tell('follow', { t: 'files', ...(policy && { files: policy }) });
      return files.state();
    },
    onFiles: (changed) => files.onChange(changed),
    console(io) {
      const end = openConsole(io, context, hub);
      consoles.add(end);
      return () => {
        consoles.delete(end);
        end();
      };
    },
    importRoom: (file, by) => importRoom(file, hub.importing(), by),
    shutdownAsked,
    succession,
    handedOver,
    stop(why = { reason: 'closed' }) {
      stopped ??= end(why.reason, why.by).finally(() => {
        for (const end of consoles) end();
      });
      return stopped;
    },
  };
}

/** In the data folder, or for a server that keeps nothing in one that goes with it. */
const openFiles = ({ dataDir, files: limits, log }: ServerOptions): Promise<FileHouse> =>
  FileHouse.open({
    folder: dataDir === null ? temporaryFolder() : join(dataDir, FILES_FOLDER),
    temporary: dataDir === null,
    limits,
    log,
  });

const temporaryFolder = (): string =>
  join(tmpdir(), `sarangbang-${process.pid}-${randomBytes(6).toString('hex')}`);

/** In one line. Throws a RangeError when it is too long. */
function cleanMotd(text = ''): string {
  const line = oneLine(text);
  if (line.length > MOTD_MAX_CHARS)
    throw new RangeError(`motd is over ${MOTD_MAX_CHARS} characters`);
  return line;
}

/** `undefined` written out is the same as left out. */
function withoutHoles(options: Partial<ServerOptions>): Partial<ServerOptions> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<ServerOptions>;
}
