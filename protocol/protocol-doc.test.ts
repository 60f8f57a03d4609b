/** docs/PROTOCOL.md is read and held against the code, so that neither can drift from the other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { command } from './commands';
import { COMPAT_PORTS } from './compat';
import { bye, clientFrame, FEATURES, PROTOCOL_VERSION, serverFrame } from './envelopes';
import { ERROR_CODES } from './errors';
import { chatEvent } from './events';
import { formatInvite, parseTarget } from './invite';
import * as limits from './limits';
import { results } from './replies';
import { safetyWords } from './safety-words';
import { authTranscript, loadDeviceKey, userIdOf, verifyAuth } from './wire/auth';
import { encodeFrame, FrameDecoder, parseJson } from './wire/frame';

const doc = readFileSync(new URL('../docs/PROTOCOL.md', import.meta.url), 'utf8');

/** Fenced blocks whose info string begins with `kind`; `what` is the rest of it. */
function blocks(kind: string): { what: string; body: string }[] {
  const found = [...doc.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gm)];
  return found
    .filter((match) => match[1] === kind)
    .map((match) => ({ what: match[2] as string, body: (match[3] as string).trimEnd() }));
}

/** Text from one numbered heading to the next. */
function section(title: string): string {
  const start = doc.search(new RegExp(`^##+ (\\d+\\. )?${title}$`, 'm'));
  expect(start, `section ${title}`).toBeGreaterThan(0);
  const end = doc.slice(start + 3).search(/^## /m);
  return doc.slice(start, end < 0 ? undefined : start + 3 + end);
}

/** What stands in backticks in the first column of the tables of a text, without their heads. */
const firstColumn = (text: string): string[] =>
  [...text.matchAll(/^\| (`[^|]*)\|.*\n(?!\|---)/gm)].flatMap((row) =>
    [...(row[1] as string).matchAll(/`([^`]+)`/g)].map((name) => name[1] as string),
  );

const kindsOf = (schema: { options: readonly { shape: Record<string, unknown> }[] }): string[] =>
  schema.options.map((option) => (option.shape.t as { value: string }).value);

describe('frames', () => {
  const examples = blocks('frame').map(({ what, body }) => {
    const [side, t] = what.split(' ') as ['client' | 'server', string];
    const [, hex, json] = /^((?:[0-9a-f]{2} ){4})(\{.*\})$/.exec(body) ?? [];
    return { side, t, what, hex: (hex ?? '').replaceAll(' ', ''), json: json ?? '' };
  });

  it.each(examples)('$what is one, byte for byte', ({ side, t, hex, json }) => {
    const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(json)]);
    const [body, ...more] = new FrameDecoder().push(bytes);
    expect(more).toEqual([]);
    const value = parseJson(body as Buffer);
    const frame = (side === 'client' ? clientFrame : serverFrame).parse(value);
    expect(frame.t).toBe(t);
    // nothing in the example is unknown to the schema, and it is written as the code writes it
    expect(frame).toEqual(value);
    expect(encodeFrame(value as object).equals(bytes)).toBe(true);
  });
  it('of every kind have an example and a line in a table', () => {
    const sides = {
      client: kindsOf(clientFrame),
      server: [...kindsOf(serverFrame.options[0]), 'reply'],
    };
    for (const [side, kinds] of Object.entries(sides)) {
      const shown = new Set(examples.filter((one) => one.side === side).map(({ t }) => t));
      const mirrored = new Set(examples.map(({ t }) => t));
      // ping and pong are the same both ways
      const missing = kinds.filter(
        (t) => !shown.has(t) && !(/^p[io]ng$/.test(t) && mirrored.has(t)),
      );
      expect(missing).toEqual([]);
    }
    const [fromClient, fromServer] = section('Frames').split('Server to client:');
    expect(firstColumn(fromClient as string).sort()).toEqual([...sides.client].sort());
    expect(firstColumn(fromServer as string).sort()).toEqual([...sides.server].sort());
  });
  it('in full bytes are what they say', () => {
    for (const { what, body } of blocks('bytes')) {
      const [frame] = new FrameDecoder().push(Buffer.from(body.replace(/\s/g, ''), 'hex'));
      expect(clientFrame.parse(parseJson(frame as Buffer)).t).toBe(what);
    }
  });
});

it('the proof can be computed from the page alone', () => {
  const [example] = blocks('auth');
  const rows = (example?.body ?? '').split('\n').map((line) => line.split(/ {2,}| (?=\S+$)/));
  const row = (name: string) => rows.find(([first]) => first === name)?.[1] ?? '';
  const seed = row('device key seed');
  const pkcs8 = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex').toString('base64');
  const key = loadDeviceKey(pkcs8);
  const from = (name: string) => Buffer.from(row(name), 'hex');
  expect(key.publicKey).toBe(from('device public key').toString('base64url'));
  expect(userIdOf(key.publicKey)).toBe(row('user id'));
  const facts = {
    fingerprint: from('server SPKI hash').toString('base64url'),
    nonce: from('nonce').toString('base64url'),
    exporter: from('TLS exporter'),
    key: key.publicKey,
  };
  const transcript = Buffer.concat([
    Buffer.from('sarangbang-auth-v1\0'),
    ...['server SPKI hash', 'nonce', 'TLS exporter', 'device public key'].map(from),
  ]);
  expect(authTranscript(facts).equals(transcript)).toBe(true);
  expect(transcript).toHaveLength(19 + 4 * 32);
  expect(Buffer.from(key.sign(transcript)).toString('hex')).toBe(row('signature'));

  const frames = blocks('frame').map(({ body }) => JSON.parse(body.slice(12)));
  const auth = frames.find(({ t }) => t === 'auth');
  const challenge = frames.find(({ t }) => t === 'challenge');
  expect(challenge).toMatchObject({ fingerprint: facts.fingerprint, nonce: facts.nonce });
  expect(auth.key).toBe(facts.key);
  expect(verifyAuth(facts, auth.sig)).toBe(true);
});

describe('tables', () => {
  it('name every wire that has a port of its own, with that port', () => {
    const text = section('Compatibility listeners');
    const rows = [...text.matchAll(/^\| \[`(\w+)`\]\(wires\/\1\.md\) \| (\d+) \|/gm)];
    const named = rows.map(([, wire, port]) => [wire, Number(port)]);
    expect(Object.fromEntries(named)).toEqual(COMPAT_PORTS);
  });
  it('name every verb, with its fields and results', () => {
    const text = section('Commands');
    const verbs = command.options.map(({ shape }) => shape.verb.value);
    expect(firstColumn(text)).toEqual(verbs);
    for (const { shape } of command.options) {
      const verb = shape.verb.value;
      const row = new RegExp(`^\\| \`${verb}\` \\|(.*)\\|(.*)\\|(.*)\\|$`, 'm').exec(text);
      const named = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map((name) => name[1] as string);
      const fields = Object.keys(shape).filter((field) => field !== 'verb');
      const shown = new Set(named(row?.[1]).filter((name) => fields.includes(name)));
      expect([...shown].sort(), verb).toEqual(fields.sort());
      expect(named(row?.[2]).sort(), `result of ${verb}`).toEqual(
        Object.keys(results[verb].shape).sort(),
      );
    }
  });
  it('name every event, error, reason and feature, and nothing else', () => {
    const kinds = chatEvent.options.map(({ shape }) => shape.kind.value);
    const [, eventTable] = section('Events').split('| `kind` |');
    expect(firstColumn(eventTable as string)).toEqual(kinds);
    const [, codes] = section('Errors').split('| `code` |');
    expect(firstColumn(codes as string)).toEqual([...ERROR_CODES]);
    const [, reasons] = section('Ending').split('| `reason` |');
    expect(firstColumn(reasons as string)).toEqual(bye.shape.reason.options);
    expect(firstColumn(section('Versions and features'))).toEqual([...FEATURES]);
    expect(section('Versions and features')).toContain(`This is version ${PROTOCOL_VERSION}.`);
  });
  it('quote the limits as they are', () => {
    const text = section('Limits');
    const numbers = [...text.matchAll(/^\| `([A-Z_]+)` \| ([\d,]+) \| (\d*)/gm)];
    expect(numbers.length).toBeGreaterThan(40);
    for (const [, name, first, second] of numbers) {
      const value = (limits as Record<string, unknown>)[name as string];
      const quoted = Number((first as string).replaceAll(',', ''));
      if (typeof value === 'number') expect(quoted, name).toBe(value);
      else expect({ points: quoted, perSeconds: Number(second) }, name).toEqual(value);
    }
  });
});

it('the invite link is read and written as shown', () => {
  const link = blocks('invite')[0]?.body ?? '';
  const read = parseTarget(link);
  expect(read).toMatchObject({
    ok: true,
    how: 'invite',
    target: {
      hosts: [
        { host: '192.168.0.24', port: 7878 },
        { host: 'fd00::24', port: 7878 },
      ],
      room: 'lobby',
      name: '3학년 2반',
    },
  });
  if (read.ok) expect(formatInvite(read.target)).toBe(link);
  expect(parseTarget(link.replace('/?', '/#'))).toEqual(read);
});

it('the safety words are those of the fingerprint', () => {
  const [fingerprint, ...lines] = (blocks('words')[0]?.body ?? '').split('\n') as [string];
  for (const line of lines) {
    const [language, ...words] = (line as string).split(' ') as ['ko' | 'en', ...string[]];
    expect(safetyWords(fingerprint, language)).toEqual(words);
  }
  expect(lines).toHaveLength(2);
});
