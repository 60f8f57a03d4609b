/** `sarangbang echo`: sends back what it gets, to test a network and old echo clients. */
import { type Command, Option } from 'commander';
import { lanAddresses } from '../lan/addresses';
import { ECHO_PORT } from '../protocol/limits';
import { everyAddress } from '../server/address';
import { startEcho } from './echo/server';
import { EXIT } from './exit-codes';
import { explain } from './explain';
import { listeningLines } from './facts';
import { portFlag } from './flags';
import { untilTheEnd, untilTold } from './until-told';
import type { Words } from './words';

interface Flags {
  host?: string;
  port: number;
}

export function addEcho(program: Command, words: Words): void {
  program
    .command('echo')
    .description(words.echo.about)
    .option('--host <address>', words.host)
    .addOption(
      new Option('--port <port>', words.port).argParser(portFlag(words)).default(ECHO_PORT),
    )
    .action((flags: Flags) => echo(flags, words));
}

async function echo({ host, port }: Flags, words: Words): Promise<void> {
  try {
    const server = await startEcho({ host: host ?? everyAddress(), port });
    untilTold(async () => {
      await server.stop();
      process.exit(EXIT.done);
    });
    process.stdout.write(`${listeningLines(server, lanAddresses()).join('\n')}\n`);
    await untilTheEnd();
  } catch (why) {
    process.stderr.write(`${explain(why, { command: 'echo', host, port }, words)}\n`);
    process.exitCode = EXIT.refused;
  }
}
