import { MAIN_PORT, PASSWORD_MAX_CHARS } from '../protocol/limits';

/** The other language has the same keys. `{{name}}` places are filled by `fill`. */
export const en = {
  program:
    'Chat for people who are near each other: serve a room, join one, and look at the network from the command line.',
  serve: 'Run a server until it is told to stop (Ctrl+C or SIGTERM).',
  host: 'address to listen on (default: every address of this computer)',
  port: 'port; 0 takes any free one',
  data: "folder of the server's key and history (default: {{folder}})",
  name: "the server's name for people; kept in the data folder",
  password:
    'asked of everybody who comes in; better given as SARANGBANG_PASSWORD, which others on this computer cannot see',
  plain: 'from where unencrypted connections (nc, old clients) are accepted',
  tls: 'encrypted connections',
  rateLimit: 'hold back floods of messages, connections and wrong passwords',
  durability: 'full keeps accepted messages through a power cut; normal only through a crash',
  capacity: 'most people at a time',
  notAPort: 'a port is a number from 0 to 65535',
  notACount: 'a number from 1 on',
  notAPassword: `a password has 1 to ${PASSWORD_MAX_CHARS} characters`,
  noWayIn: 'with --tls off and --plain off nobody could come in',
  portTaken: `port {{port}} is taken by another program. Choose another one, for example: sarangbang {{command}} --port {{next}}`,
  portForbidden: `port {{port}} needs more rights than this user has. Choose one above 1023, for example: sarangbang {{command}} --port ${MAIN_PORT}`,
  notMyAddress:
    '{{host}} is not an address of this computer. Leave --host out to listen on all of them.',
  folderInUse:
    'another server is using the folder {{folder}}. Stop it, or give this one its own: sarangbang serve --data DIR',
  folderForbidden:
    'the folder {{folder}} cannot be used ({{why}}). Choose another one: sarangbang serve --data DIR',
  cannotStart: 'it cannot start: {{why}}',
  notATime: 'a time is written as 2s or 500ms, here from {{least}} to {{most}}',
  notATarget:
    'that is neither an address nor an invite link. An address looks like 192.168.0.24:7878',
  failure: {
    refused:
      'That computer answered, but nothing is open there. Ask the host for address and port.',
    timeout: 'No answer. A firewall may be in the way, or the address has changed.',
    'not-found':
      'No computer of that name was found. Try its number address, like 192.168.0.24:7878.',
    unreachable: 'There is no way to that address. Are both computers on the same network?',
    'no-network': 'This computer is not on a network.',
    'local-network-blocked':
      'macOS keeps this program off the local network. Allow it in System Settings, Privacy & Security, Local Network.',
    'not-sarangbang': 'Something answered there, but it is no Sarangbang server.',
    'too-new': 'This server speaks a newer version. Update Sarangbang here.',
    'too-old': 'This server speaks an older version. Ask the host to update it.',
    'invite-mismatch':
      'This server does not have the key of the invite. Nothing was sent. Ask the host for a new invite.',
    'tls-failed': 'No encrypted connection could be made.',
    banned: 'You cannot come in there. Ask the host.',
    full: 'There is no place left. Try again later.',
    'plain-refused': 'This server lets nobody in without encryption.',
    cancelled: 'Stopped.',
    internal: 'Something went wrong while connecting.',
  },
  echo: {
    about: 'Send everything back to whoever sent it, to test a network or an old echo client.',
  },
  ping: {
    about: 'Measure the way to a Sarangbang server, an echo port, or any other open port.',
    target: 'address, or invite link',
    count: 'how many times',
    every: 'pause between two times, e.g. 500ms',
    sarangbang: '{{address}}: a Sarangbang server, "{{name}}"',
    echo: '{{address}}: an echo service',
    tcp: '{{address}}: an open port; the time is that of connecting',
    lost: '{{n}}  no answer',
    summary: '{{sent}} sent, {{back}} came back',
    times: 'min/avg/max {{min}}/{{avg}}/{{max}} ms',
  },
};

export type Words = typeof en;
