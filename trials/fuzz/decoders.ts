/**
 * Everything that reads what came from outside and is no gateway: datagrams, links, records, files,
 * calls of the window, what a server tells a client. Each input must be taken or refused; what is
 * thrown is a fault, and so is taking long over it.
 */
import type { z } from 'zod';
import { Frames } from '../../client/frames';
import { readDatagram } from '../../lan/datagram';
import { verifyNews } from '../../lan/signed-news';
import { parseCompat } from '../../protocol/compat';
import { clientFrame, serverFrame } from '../../protocol/envelopes';
import { chatEvent } from '../../protocol/events';
import { exportHead } from '../../protocol/exported';
import { diskFileName, shownFileName } from '../../protocol/file-names';
import { formatInvite, parseTarget, splitLinks } from '../../protocol/invite';
import { type CallName, calls, type PushName, pushes } from '../../protocol/ipc';
import { announcement } from '../../protocol/lan';
import {
  DISK_NAME_MAX_BYTES,
  LAN_DATAGRAM_MAX_BYTES,
  PASTE_MAX_CHARS,
} from '../../protocol/limits';
import { hasKeyword, mentionsHere, mentionsName, splitMentions } from '../../protocol/mentions';
import { checkName, checkRoomName, skeleton, suggestName } from '../../protocol/names';
import { excerpt } from '../../protocol/search-excerpt';
import { parseSearch } from '../../protocol/search-query';
import { hostChange, hostOptions, settings, settingsPatch } from '../../protocol/settings';
import { parseAppSlash, parseSlash, SLASH_COMMANDS } from '../../protocol/slash';
import { withoutSpoilers } from '../../protocol/spoilers';
import { succession } from '../../protocol/succession';
import { checkText, checkTopic, oneLine } from '../../protocol/text';
import { FrameError, parseJson } from '../../protocol/wire/frame';
import { heirOf } from '../../protocol/wire/succession';
import { header, isPart, manifest } from '../../server/backup/manifest';
import { readContentRange, readRange } from '../../server/gateways/files/requests';
import { readFrame } from '../../server/gateways/native/read-frame';
import { mutate } from '../../server/testing/mutate';
import { frameOf } from '../../server/testing/raw-client';
import { POOL } from './pool';
import { pick, type Sampler, sample } from './sample';
import { twist, twistedJson } from './twist';

type Random = () => number;

export interface Decoder {
  readonly name: string;
  make(from: Sampler): unknown;
  /** True when it was taken. Throws only when there is a fault. */
  read(input: unknown): boolean;
}

const COMMANDS = SLASH_COMMANDS.map(({ name }) => name);
const SHARES = { whole: 0.2, bytes: 0.4 };

/** JSON in bytes: what `read` is given was sampled from a schema, and mostly twisted. */
const json = (
  name: string,
  schema: z.ZodType,
  read: (bytes: Buffer) => boolean,
  shares = SHARES,
): Decoder => ({
  name,
  make: (from) => twistedJson(sample(schema, from), from.random, shares),
  read: (input) => read(input as Buffer),
});

const text = (name: string, make: (random: Random) => string, read: (text: string) => boolean) => ({
  name,
  make: ({ random }: Sampler) => twistedText(make(random), random),
  read: (input: unknown) => read(input as string),
});

const twistedText = (made: string, random: Random): string =>
  random() < 0.2 ? made : mutate(Buffer.from(made), random).toString();

/** As the file or the frame is read: bytes, JSON of a bounded depth, a schema. */
function parsed(schema: z.ZodType, bytes: Buffer): boolean {
  try {
    return schema.safeParse(parseJson(bytes)).success;
  } catch (why) {
    if (why instanceof FrameError) return false;
    throw why;
  }
}

const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => pick(POOL, random)).join(pick([' ', '', '\n', ','], random));

/** What the window sends, which is no JSON: values of any kind, not only of JSON's. */
const RUBBISH = [undefined, Number.NaN, 10n, new Date(0), new Map([[1, 2]]), () => 1, /x/, -0];

/** A channel that brings one chunk. */
function taken(chunk: Buffer): boolean {
  let listen: (chunk: Buffer) => void = () => {};
  let frames = 0;
  const channel = {
    ...{ secure: true, fingerprint: null, exporter: Buffer.alloc(32) },
    address: { host: '127.0.0.1', port: 1 },
    listen: ({ data }: { data: (chunk: Buffer) => void }) => {
      listen = data;
    },
    write() {},
    close() {},
  };
  const all = new Frames(channel);
  all.listen({
    frames(some) {
      frames += some.length;
    },
    closed() {},
  });
  for (let i = 0; i < chunk.length; i += 1000) listen(chunk.subarray(i, i + 1000));
  return frames > 0;
}

const INVITE = formatInvite({
  hosts: [
    { host: '192.0.2.7', port: 7878 },
    { host: '2001:db8::1', port: 80 },
  ],
  name: '우리 방',
  fingerprint: 'A'.repeat(43),
});

const ipc: Decoder = {
  name: 'IPC calls',
  make(from) {
    const name = pick(Object.keys(calls) as CallName[], from.random);
    const input = sample(calls[name][0], from);
    const kind = from.random();
    const sent =
      kind < 0.2 ? input : kind < 0.9 ? twist(input, from.random) : pick(RUBBISH, from.random);
    return { name, sent };
  },
  read(input) {
    const { name, sent } = input as { name: CallName; sent: unknown };
    return calls[name][0].safeParse(sent).success;
  },
};

const told: Decoder = {
  name: 'IPC pushes',
  make(from) {
    const name = pick(Object.keys(pushes) as PushName[], from.random);
    const data = sample(pushes[name], from);
    return { name, data: from.random() < 0.3 ? data : twist(data, from.random) };
  },
  read(input) {
    const { name, data } = input as { name: PushName; data: unknown };
    return pushes[name].safeParse(data).success;
  },
};

export const DECODERS: readonly Decoder[] = [
  json('frames of clients', clientFrame, (bytes) => readFrame(bytes).ok),
  {
    name: 'frames of servers',
    make: (from) => {
      const frame = frameOf(twistedJson(sample(serverFrame, from), from.random, SHARES));
      return from.random() < 0.8 ? frame : mutate(frame, from.random);
    },
    read: (input) => taken(input as Buffer),
  },
  json('events of a log', chatEvent, (bytes) => parsed(chatEvent, bytes)),
  json('LAN announcements', announcement, (bytes) => {
    const heard = readDatagram(bytes);
    if (heard && bytes.length > LAN_DATAGRAM_MAX_BYTES) throw new Error('too large was taken');
    if (heard?.kind === 'announcement' && heard.announcement.news) {
      verifyNews(heard.announcement.news, 'A'.repeat(43));
    }
    return heard !== null;
  }),
  text(
    'invite links',
    (random) => (random() < 0.7 ? INVITE : words(random, 4)),
    (link) => {
      splitLinks(link);
      return parseTarget(link.slice(0, PASTE_MAX_CHARS)).ok;
    },
  ),
  json('succession records', succession, (bytes) => {
    if (!parsed(succession, bytes)) return false;
    const records = succession.parse(parseJson(bytes));
    if (heirOf('A'.repeat(43), records, null) !== null)
      throw new Error('a forged record was believed');
    return true;
  }),
  json('backup headers', header, (bytes) => parsed(header, bytes)),
  json('backup manifests', manifest, (bytes) => parsed(manifest, bytes)),
  text(
    'names of backup parts',
    (random) => `files/${words(random, 2)}/../a`,
    (name) => {
      const taken = isPart(name);
      if (taken && /(^|\/)\.|^\/|\\/.test(name)) throw new Error(`a path that leads out: ${name}`);
      return taken;
    },
  ),
  json('heads of exports', exportHead, (bytes) => parsed(exportHead, bytes)),
  ipc,
  told,
  json('settings', settings, (bytes) => {
    parsed(settingsPatch, bytes);
    return parsed(settings, bytes);
  }),
  json('options of hosting', hostOptions, (bytes) => {
    parsed(hostChange, bytes);
    return parsed(hostOptions, bytes);
  }),
  text(
    'texts',
    (random) => words(random, 6),
    (said) => {
      oneLine(said);
      checkTopic(said);
      withoutSpoilers(said);
      mentionsHere(said);
      mentionsName(said, '민수');
      splitMentions(said, ['민수', 'witness', 'a']);
      hasKeyword(
        said,
        pick(POOL, () => 0.3),
      );
      excerpt(said, ['안녕', 'x'], 100);
      return checkText(said).ok;
    },
  ),
  text(
    'names',
    (random) => words(random, 2),
    (name) => {
      skeleton(name);
      checkRoomName(name);
      const checked = checkName(name);
      if (checked.ok) {
        const free = suggestName(checked.name, (taken) => taken === skeleton(checked.name));
        if (!checkName(free).ok) throw new Error(`a name was proposed that is none: ${free}`);
      }
      return checked.ok;
    },
  ),
  text(
    'names of files',
    (random) => words(random, 3),
    (name) => {
      shownFileName(name);
      const disk = diskFileName(name);
      const bad = disk === '' || /[/\\\0]|^\.\.?$/.test(disk);
      if (bad || Buffer.byteLength(disk) > DISK_NAME_MAX_BYTES) throw new Error(`on disk: ${disk}`);
      return true;
    },
  ),
  text(
    'typed commands',
    (random) => `/${pick(COMMANDS, random)} ${words(random, 2)}`,
    (line) => {
      parseAppSlash(line);
      parseCompat(line.slice(1));
      return parseSlash(line).kind === 'command';
    },
  ),
  text(
    'searches',
    (random) => `from:민수 in:방 has:file ${words(random, 3)}`,
    (typed) => {
      parseSearch(typed, new Date(0));
      return true;
    },
  ),
  text(
    'ranges',
    (random) => `bytes=${Math.floor(random() * 99)}-${Math.floor(random() * 99)}`,
    (asked) => {
      const range = readRange(asked, 64);
      try {
        readContentRange(`${asked.replace('=', ' ')}/64`, 64);
      } catch (why) {
        if ((why as { error?: object }).error === undefined) throw why;
      }
      if (range !== null && range !== 'unsatisfiable' && (range.start < 0 || range.end > 63)) {
        throw new Error(`outside of the file: ${asked}`);
      }
      return range !== null;
    },
  ),
];
