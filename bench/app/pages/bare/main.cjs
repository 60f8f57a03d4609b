/**
 * The neighbour: the least that an app of the same runtime is. One window, and a socket to another
 * one: with `BENCH_LISTEN` it waits at `benchPort`, `BENCH_DIAL` is where it calls.
 */
const net = require('node:net');
const path = require('node:path');
const { app, BrowserWindow, ipcMain } = require('electron');

const { BENCH_LISTEN, BENCH_DIAL, BENCH_LINES = '0' } = process.env;

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1120,
    height: 760,
    show: false,
    webPreferences: {
      preload: path.join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'), { query: { lines: BENCH_LINES } });

  const join = (socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const text of bytes.toString().split('\n'))
        if (text) window.webContents.send('heard', text);
    });
    ipcMain.on('say', (_event, text) => socket.write(`${text}\n`));
  };
  if (BENCH_DIAL) join(net.connect(Number(BENCH_DIAL), '127.0.0.1'));
  if (BENCH_LISTEN) {
    const server = net.createServer(join);
    server.listen(0, '127.0.0.1', () => {
      globalThis.benchPort = server.address().port;
    });
  }
});
app.on('window-all-closed', () => app.quit());
