/**
 * What the apps of a run leave behind for its last test (e2e/after/logs.spec.ts): their logs, their keys,
 * and what witness.cjs heard in them. It lies in Playwright's own folder, which each run empties.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Said from the root of the checkout: torture and trials are bundled, and lie elsewhere.
const ROOT = path.resolve(import.meta.dirname, '..', '..');
export const EVIDENCE = path.join(ROOT, 'test-results', 'evidence');
export const WITNESS = path.join(ROOT, 'e2e', 'support', 'witness.cjs');

export interface Heard {
  kind: 'text' | 'secret' | 'link' | 'key';
  value: string;
}

/** What goes into the environment of an app. */
export const witnessed = (): { SARANGBANG_WITNESS: string } => {
  mkdirSync(EVIDENCE, { recursive: true });
  return { SARANGBANG_WITNESS: EVIDENCE };
};

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** The private parts of a device key and of a server's. */
const keysIn = (folder: string): string[] => {
  const device = /"data":"([^"]+)"/.exec(textOf(path.join(folder, 'device-key.json')))?.[1];
  const pem = textOf(path.join(folder, 'host', 'identity.pem'));
  const server = /-----BEGIN PRIVATE KEY-----([^-]+)-----END/.exec(pem)?.[1]?.trim().split('\n');
  return [...(device ? [device] : []), ...(server ?? [])];
};

const logsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => path.join(folder, name));

/** Takes over what a data folder has to say, before it is removed. */
export function keepEvidence(folder: string): void {
  if (!existsSync(folder)) return;
  mkdirSync(EVIDENCE, { recursive: true });
  const name = path.basename(folder);
  for (const log of logsIn(folder))
    appendFileSync(path.join(EVIDENCE, `${name}.log`), readFileSync(log));
  for (const value of keysIn(folder)) {
    const heard: Heard = { kind: 'key', value };
    appendFileSync(path.join(EVIDENCE, `keys-${name}.jsonl`), `${JSON.stringify(heard)}\n`);
  }
}

/** Shorter ones are words that a log says by itself. */
const WORDS_MIN_CHARS = 8;
const SECRET_MIN_CHARS = 6;
const STAMP = /^\[[^\]]*\] \[\w+\]\s*/;

/** Lines of logs, each once, without the time. */
export const linesOf = (logs: readonly string[]): string[] => [
  ...new Set(logs.flatMap((log) => log.split('\n').map((line) => line.replace(STAMP, '')))),
];

/** The lines in which something stands that was said, or was secret; a text counts line by line. */
export function leaksIn(lines: readonly string[], heard: readonly Heard[]): string[] {
  const wanted = new Map<string, Heard['kind']>();
  for (const { kind, value } of heard)
    for (const part of value.split('\n').map((one) => one.trim()))
      if (part.length >= (kind === 'text' ? WORDS_MIN_CHARS : SECRET_MIN_CHARS))
        wanted.set(part, kind);
  const all = lines.join('\n');
  return [...wanted].flatMap(([part, kind]) =>
    all.includes(part)
      ? lines.filter((line) => line.includes(part)).map((line) => `${kind} "${part}" in: ${line}`)
      : [],
  );
}

/** Everything that was gathered so far. */
export function evidence(): { logs: string[]; heard: Heard[] } {
  const names = existsSync(EVIDENCE) ? readdirSync(EVIDENCE) : [];
  const read = (ending: string) =>
    names
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(path.join(EVIDENCE, name), 'utf8'));
  const heard = read('.jsonl')
    .flatMap((text) => text.split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Heard);
  return { logs: read('.log'), heard };
}
