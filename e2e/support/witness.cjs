/**
 * Loaded into the app's main process before the app itself (launch.ts), by Electron's own `--require`.
 * Notes which calls came from pages, and writes down every text, password and link that passes between
 * pages and app: what must be in no log (e2e/after/logs.spec.ts). The app knows nothing of it.
 */
'use strict';
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const { app, ipcMain } = require('electron');

const file = path.join(process.env.SARANGBANG_WITNESS, `heard-${process.pid}-${Date.now()}.jsonl`);
/** Fields, in whatever is said through the door, that are somebody's words or somebody's secret. */
const WORDS = new Set(['text', 'comment', 'topic', 'motd', 'reason', 'note']);
const SECRETS = new Set(['password', 'passphrase']);
const LINK = /^sarangbang:\/\//;

const heard = new Set();
const calls = {};
Object.assign(globalThis, { sarangbangWitness: { calls } });

const gather = (value, key, found) => {
  if (typeof value === 'string') {
    const kind = LINK.test(value)
      ? 'link'
      : SECRETS.has(key)
        ? 'secret'
        : WORDS.has(key)
          ? 'text'
          : undefined;
    if (kind === undefined || heard.has(value)) return;
    heard.add(value);
    found.push({ kind, value });
  } else if (Array.isArray(value)) for (const one of value) gather(one, key, found);
  else if (value && Object.getPrototypeOf(value) === Object.prototype)
    for (const [name, one] of Object.entries(value)) gather(one, name, found);
};

const listen = (...said) => {
  const found = [];
  for (const one of said) gather(one, '', found);
  if (found.length > 0)
    appendFileSync(file, found.map((one) => `${JSON.stringify(one)}\n`).join(''));
};

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, answer) =>
  handle(channel, async (event, name, input) => {
    const called = channel === 'sarangbang:call' ? String(name) : channel;
    calls[called] = (calls[called] ?? 0) + 1;
    listen(input);
    const answered = await answer(event, name, input);
    listen(answered);
    return answered;
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...said) => {
    listen(said);
    send(channel, ...said);
  };
});
