/**
 * Loaded before an app (`electron -r`): says on its output when it came how far, in ms since it was
 * started, as one line of JSON; then the app quits. The app itself knows nothing of it.
 */
const { readFileSync } = require('node:fs');
const { app } = require('electron');

const started = Number(process.env.BENCH_STARTED);
const now = () => performance.timeOrigin + performance.now() - started;
const marks = { code: now() };

/** Ms of CPU that a process has used; null where the system does not tell. */
const cpuOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
};

/** The first heading is there, and a frame with it has been drawn. */
const USABLE = `new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('h1')) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(resolve));
  };
  look();
})`;

app.once('ready', () => {
  marks.ready = now();
});
app.once('browser-window-created', (_event, window) => {
  marks.window = now();
  window.once('show', () => {
    marks.shown = now();
  });
  window.webContents.once('dom-ready', async () => {
    marks.page = now();
    await window.webContents.executeJavaScript(USABLE);
    marks.usable = now();
    marks.mainCpu = cpuOf(process.pid);
    marks.pageCpu = cpuOf(window.webContents.getOSProcessId());
    process.stdout.write(`\nbench-marks ${JSON.stringify(marks)}\n`);
    // What was compiled may be put by for the next start.
    setTimeout(() => app.quit(), 300);
  });
});
