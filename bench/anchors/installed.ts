/**
 * Servers that a system may have installed, each with the settings under which it does not hold
 * the load back: nothing is installed here, and what is missing is said to be skipped.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Installed = 'ngircd' | 'inspircd' | 'nats-server';

/** Debian keeps servers where only root looks. */
const PLACES = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

export function whereIs(program: string): string | null {
  for (const place of PLACES) {
    try {
      execFileSync('test', ['-x', path.join(place, program)], { stdio: 'ignore' });
      return path.join(place, program);
    } catch {
      // looked for in the next place
    }
  }
  return null;
}

/** Writes its settings into `folder`, and tells how it is started to listen at `port`. */
export function commandOf(name: Installed, program: string, folder: string, port: number) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // inspircd and ngircd give up root's rights
  const file = path.join(folder, `${name}.conf`);
  const settings = { ngircd, inspircd, 'nats-server': natsServer }[name];
  writeFileSync(file, settings(port, folder), { mode: 0o644 });
  const words = {
    ngircd: ['-n', '-f', file],
    inspircd: ['--nofork', '--runasroot', '--config', file],
    'nats-server': ['-c', file],
  }[name];
  return [program, ...words];
}

const ngircd = (port: number) => `
[Global]
Name = bench.local
Info = bench
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = bench
[Limits]
ConnectRetry = 60
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
PingTimeout = 3600
PongTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
`;

const inspircd = (port: number, folder: string) => `
<server name="bench.local" description="bench" network="bench">
<admin name="bench" nick="bench" email="bench@localhost">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect allow="*" pingfreq="1h" timeout="60" resolvehostnames="no" useident="no" fakelag="no"
  threshold="1000000" commandrate="100000000" hardsendq="100M" softsendq="50M" recvq="10M"
  localmax="100000" globalmax="100000" maxchans="100000">
<performance softlimit="30000" somaxconn="1024" netbuffersize="65534">
<options maskinlist="no" cyclehostsfromuser="no">
<pid file="${folder}/inspircd.pid">
<log method="file" target="${folder}/inspircd.log" type="* -USERINPUT -USEROUTPUT" level="default">
`;

const natsServer = (port: number) => `
listen: "127.0.0.1:${port}"
ping_interval: "1h"
max_connections: 65536
`;
