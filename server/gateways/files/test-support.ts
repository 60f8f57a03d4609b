import { join, type NativeClient } from '../../testing/native-client';
import { testServer } from '../../testing/test-server';
import { ask } from '../../testing/transfers';

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEklEQVR4nGP8z8Dwn4GBgYEBAAwIAgHkZ0cQAAAAAElFTkSuQmCC',
  'base64',
);
export const none = Buffer.alloc(0);
export const LONG = Buffer.alloc(300_000, 'sarangbang ');

export const code = (reply: Awaited<ReturnType<NativeClient['run']>>): string =>
  reply.ok ? 'ok' : reply.error.code;

export const posting = (file: string) => ({
  ...{ verb: 'post' as const, room: 'lobby', text: '' },
  files: [file],
});

export async function room(options: Parameters<typeof testServer>[0] = {}) {
  const server = await testServer(options);
  const people = async (name: string, tls = false) =>
    join({ port: server.port, name, tls }) as Promise<NativeClient>;
  return { server, port: server.port, people };
}

export const fetchFile = async (
  client: NativeClient,
  port: number,
  file: string,
  range?: string,
) => {
  const reply = await client.run({ verb: 'download', file });
  if (!reply.ok) throw new Error(reply.error.code);
  const { ticket } = reply.result as { ticket: string };
  const headers: Record<string, string> = range ? { range } : {};
  return ask({ port, method: 'GET', path: `/files/${file}`, ticket, headers });
};
