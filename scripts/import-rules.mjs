/**
 * Who may import whom (docs/ARCHITECTURE.md), checked on every resolved import of every source
 * file. `node scripts/import-rules.mjs` prints each breach with the sentence that explains it.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tests may use Node and their own area's fixtures; the walls between folders hold for them too. */
const test = /\.(test|contract)\.tsx?$|\/testing\//;

const FOLDERS = [
  'protocol',
  'lan',
  'search',
  'server',
  'client',
  'cli',
  'electron',
  'renderer',
  'e2e',
  'bench',
  'torture',
  'trials',
  'scripts',
];

/** Every folder of the project but these, and Electron itself. */
const OTHER_FOLDERS = (...allowed) =>
  new RegExp(`^(electron$|(${FOLDERS.filter((name) => !allowed.includes(name)).join('|')})/)`);

/**
 * A rule says what files under `from` may not reach. `target` is tested against the path of the
 * imported file (`protocol/wire/frame`) or against the bare name of a package (`node:net`).
 */
export const RULES = [
  {
    from: /^protocol\/(?!wire\/)/,
    not: /^(?!protocol\/(?!wire\/)|zod(\/|$))/,
    unless: test,
    why: 'protocol imports nothing but itself and zod; only protocol/wire may use Node',
  },
  {
    from: /^protocol\/wire\//,
    not: /^(?!protocol\/|zod(\/|$)|node:|(file-type|image-size)$)/,
    unless: test,
    why: 'protocol/wire imports nothing but protocol, zod, Node, and what reads first bytes',
  },
  {
    from: /^protocol\//,
    not: OTHER_FOLDERS('protocol'),
    why: 'protocol imports nothing outside itself, its tests included',
  },
  {
    from: /^lan\//,
    not: OTHER_FOLDERS('lan', 'protocol'),
    why: 'datagrams on the local network are hints: they know neither server nor client',
  },
  {
    from: /^search\//,
    not: OTHER_FOLDERS('search', 'protocol'),
    why: 'an index knows messages, and neither the server nor the client they come from',
  },
  {
    from: /^cli\//,
    not: OTHER_FOLDERS('cli', 'client', 'server', 'lan', 'search', 'protocol'),
    why: 'the command line is a program beside the app, and knows nothing of it',
  },
  {
    from: /^server\//,
    not: OTHER_FOLDERS('server', 'search', 'protocol'),
    why: 'the server knows neither the app nor the client',
  },
  {
    from: /^client\//,
    not: OTHER_FOLDERS('client', 'search', 'protocol'),
    why: 'the client knows the protocol, and how to search',
  },
  {
    from: /^electron\/(?!embedded\/entry)/,
    not: /^(server|cli|renderer|e2e|bench|torture|trials|scripts)\//,
    why: 'only electron/embedded/entry.ts may touch the server',
  },
  {
    from: /^electron\/embedded\/entry/,
    not: /^(renderer|client|cli|e2e|bench|torture|trials|scripts)\//,
    why: 'the embedded entry only starts the server',
  },
  {
    from: /^electron\/preload/,
    not: /^(?!electron$|protocol\/)/,
    why: 'preload is contextBridge and ipcRenderer, nothing else',
  },
  {
    from: /^renderer\//,
    not: OTHER_FOLDERS('renderer', 'protocol'),
    why: 'the renderer runs in a sandbox and knows the protocol only',
  },
  {
    from: /^renderer\//,
    not: /^(node:|protocol\/wire\/)/,
    unless: test,
    why: 'the renderer runs in a sandbox: no Node, and no protocol/wire, which needs it',
  },
  {
    from: /^(e2e|bench|torture|trials)\//,
    not: /^(renderer\/|electron\/)/,
    why: 'tests and benchmarks look at the app from outside',
  },
  {
    from: /^(?!protocol\/testing\/property)/,
    not: /^fast-check$/,
    why: 'properties are tested through protocol/testing/property, which fixes the seed',
  },
  // inside the server
  {
    from: /^server\/(hub|log|projections)\//,
    not: /^(node:(net|tls|http)|server\/(gateways|transport|listener|detect|server)(\/|$))/,
    unless: test,
    why: 'hub and log know no socket and no gateway',
  },
  {
    from: /^server\/log\//,
    not: /^server\/(hub|projections)\//,
    unless: test,
    why: 'the log knows nothing above it',
  },
  {
    from: /^server\/projections\//,
    not: /^server\/hub\//,
    unless: test,
    why: 'projections are folded by the hub, not the other way round',
  },
  {
    from: /^server\/gateways\//,
    not: /^server\/log\//,
    unless: test,
    why: 'gateways speak to the hub, never to the log',
  },
  // inside the renderer
  {
    from: /^renderer\/ui\//,
    not: /^renderer\/(store|features|bridge)/,
    unless: test,
    why: 'ui is presentational and knows no store',
  },
  {
    from: /^renderer\/store\//,
    not: /^renderer\/(features|ui)\//,
    unless: test,
    why: 'the store knows no component',
  },
  {
    from: /^renderer\/(features|App|main)/,
    not: /^renderer\/bridge/,
    unless: test,
    why: 'features reach the bridge through the store',
  },
];

/** Folders whose children may not import each other. */
const SIBLINGS = [
  [/^server\/gateways\/([^/]+)\//, 'gateways do not import each other'],
  [/^renderer\/features\/([^/]+)\//, 'features do not import sibling features'],
];

/** Why `from` may not import `to` (both relative to the root, or a package's name); null if it may. */
export function breach(from, to) {
  for (const rule of RULES) {
    if (rule.from.test(from) && rule.not.test(to) && !rule.unless?.test(from)) return rule.why;
  }
  for (const [pattern, why] of SIBLINGS) {
    const mine = pattern.exec(from)?.[1];
    const theirs = pattern.exec(to)?.[1];
    if (mine && theirs && mine !== theirs) return why;
  }
  return null;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]/g;

export function importsOf(source) {
  return [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4]);
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(file);
    else if (/\.tsx?$/.test(entry.name)) yield file;
  }
}

/** Every breach in the tree under `root`, as printable lines. */
export function check(root) {
  const lines = [];
  for (const folder of FOLDERS.filter((name) => name !== 'scripts')) {
    const top = path.join(root, folder);
    if (!existsSync(top)) continue;
    for (const file of sources(top)) {
      const from = path.relative(root, file).split(path.sep).join('/');
      for (const name of importsOf(readFileSync(file, 'utf8'))) {
        let to = name;
        if (name.startsWith('.')) {
          to = path
            .relative(root, path.resolve(path.dirname(file), name))
            .split(path.sep)
            .join('/');
          const full = path.join(root, to);
          if (existsSync(full) && statSync(full).isDirectory()) to += '/index';
        }
        const why = breach(from, to);
        if (why) lines.push(`${from} imports ${name}: ${why}`);
      }
    }
  }
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const lines = check(root);
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(lines.length > 0 ? 1 : 0);
}
