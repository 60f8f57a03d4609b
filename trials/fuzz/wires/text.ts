/** Terminals: lines and slash commands, telnet's own bytes, and text in an old encoding. */
import { encodeCp949 } from '../../../server/gateways/cp949';
import { mutate } from '../../../server/testing/mutate';
import { POOL } from '../pool';
import { pick } from '../sample';
import { freshWord, takingTurns } from '../turns';
import { Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

/** Commands are carried out one after another, with a pause behind each. */
const COMMANDS = [
  '/name',
  '/join',
  '/msg witness',
  '/history',
  '/find',
  '/rooms',
  '/who',
  '/topic',
  '/create',
  '/leave',
  '/lang ko',
  '/lang',
  '/hand',
  '/look',
  '/invite',
  '/kick witness',
  '/help',
  '/me',
  '/password',
  '/shutdown',
];
const COMMAND_SHARE = 0.06;
const TWISTED_SHARE = 0.5;
const TELNET = [
  Buffer.from([0xff, 0xfb, 0x01]),
  Buffer.from([0xff, 0xfa, 0x1f, 0, 80, 0, 24, 0xff, 0xf0]),
  Buffer.from([0xff, 0xff]),
  Buffer.from([0xff, 0xfa, 0x18]),
];
const END = Buffer.from('\n');
/** Lines of one turn: fewer than may wait at a server that is busy with the first. */
const TURN = 48;
/** What an unfinished telnet option may swallow. */
const LONGER_THAN_AN_OPTION = Buffer.from(`\n${'.'.repeat(70)}\n`);

export const text: Wire = {
  name: 'text',
  input: 'line',
  atOnce: 24,
  perVisit: 1200,
  async open({ house, random }: Arena): Promise<Session> {
    const visit = await Visit.open(house.port);
    visit.write('hello\n');
    await visit.until(() => visit.heard.length > 0, 'a greeting');
    return takingTurns({
      visit,
      count: TURN,
      input: () => Buffer.concat([line(random), END]),
      async asked() {
        const word = freshWord();
        visit.write(Buffer.concat([LONGER_THAN_AN_OPTION, Buffer.from(`/${word}\n`)]));
        return visit.hears(word);
      },
    });
  },
};

function line(random: () => number): Buffer {
  const words = pick(POOL, random);
  const typed = random() < COMMAND_SHARE ? `${pick(COMMANDS, random)} ${words}` : words;
  const bytes = random() < 0.05 ? encodeCp949(typed) : Buffer.from(typed);
  if (random() >= TWISTED_SHARE) return bytes;
  if (random() < 0.05) return Buffer.concat([pick(TELNET, random), bytes]);
  return mutate(bytes, random);
}
