const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bare', {
  say: (text) => ipcRenderer.send('say', text),
  heard: (listener) => ipcRenderer.on('heard', (_event, text) => listener(text)),
});
