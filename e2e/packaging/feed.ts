/** The feed that the packages were made for: a folder, as any web server would hand it out. */
import { once } from 'node:events';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

export interface LocalFeed {
  /** The names of the files that were asked for. */
  readonly asked: string[];
  /** While true, the signed lists are not what was signed. */
  forged: boolean;
  close(): void;
}

export async function serveFeed(address: string, folder: string): Promise<LocalFeed> {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://feed').pathname);
    feed.asked.push(name);
    const file = path.join(folder, name);
    if (!existsSync(file)) return void response.writeHead(404).end();
    if (/^release.*\.json$/.test(name) && feed.forged) {
      const { statement, signature } = JSON.parse(readFileSync(file, 'utf8'));
      const other = statement.replace(/"files":\{/, '"files":{ ');
      return void response.end(JSON.stringify({ statement: other, signature }));
    }
    response.writeHead(200, { 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  const feed: LocalFeed = {
    asked: [],
    forged: false,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  server.listen(Number(new URL(address).port), '127.0.0.1');
  await once(server, 'listening');
  return feed;
}
