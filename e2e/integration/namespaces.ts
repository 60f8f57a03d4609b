/**
 * Real networks on one Linux computer: each host is a network namespace, joined to the others by
 * a switch (a bridge in a namespace of its own). Nothing of it touches the computer's own network.
 */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PREFIX = 'sarang';

/** `ip`, `bridge` and `tc`; rejects with what they print. */
export async function net(program: 'ip' | 'bridge' | 'tc', command: string): Promise<void> {
  await run(program, command.split(' '));
}

/** Null where namespaces can be made and joined; otherwise why not, as a sentence. */
export function whyNoNamespaces(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  const name = nameOf('try');
  try {
    sweep();
    execFileSync('ip', ['netns', 'add', name], { stdio: 'pipe' });
    try {
      for (const command of [
        `-n ${name} link add br0 type bridge mcast_snooping 0`,
        `-n ${name} link add e0 type veth peer name e1`,
        `-n ${name} link set e1 master br0`,
      ]) {
        execFileSync('ip', command.split(' '), { stdio: 'pipe' });
      }
      const set = `-n ${name} link set dev e1 isolated on mcast_flood off`;
      execFileSync('bridge', set.split(' '), { stdio: 'pipe' });
      execFileSync('tc', `-n ${name} qdisc add dev e0 clsact`.split(' '), { stdio: 'pipe' });
      return null;
    } finally {
      execFileSync('ip', ['netns', 'del', name], { stdio: 'pipe' });
    }
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    if (code === 'ENOENT') return 'iproute2 is not installed';
    return `the system refuses them (${String(stderr ?? error).trim()})`;
  }
}

const nameOf = (host: string): string =>
  `${PREFIX}-${process.pid}-${randomBytes(3).toString('hex')}-${host}`;

/** Takes away what a run left behind that was ended by force. */
function sweep(): void {
  const list = execFileSync('ip', ['netns', 'list'], { stdio: 'pipe' }).toString();
  for (const [name, pid] of list.matchAll(new RegExp(`^${PREFIX}-(\\d+)-\\S+`, 'gm'))) {
    if (!isAlive(Number(pid))) execFileSync('ip', ['netns', 'del', name], { stdio: 'pipe' });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** One Ethernet interface, `e0`, and whatever else is put into it. */
export interface Host {
  /** Of its namespace. */
  readonly name: string;
  /** Its end at the switch. */
  readonly plug: string;
}

export class Network {
  readonly #switch = nameOf('switch');
  readonly #made: string[] = [];

  async open(): Promise<this> {
    await this.#make(this.#switch);
    // without snooping the switch passes multicast on to every port, as it should here
    await net('ip', `-n ${this.#switch} link add br0 type bridge mcast_snooping 0`);
    await net('ip', `-n ${this.#switch} link set br0 up`);
    return this;
  }

  /** `addresses` as `10.77.0.1/24`. */
  async host(name: string, ...addresses: string[]): Promise<Host> {
    const host = { name: nameOf(name), plug: `to-${name}` };
    await this.#make(host.name);
    await net(
      'ip',
      `link add e0 netns ${host.name} type veth peer name ${host.plug} netns ${this.#switch}`,
    );
    await net('ip', `-n ${this.#switch} link set ${host.plug} master br0 up`);
    await net('ip', `-n ${host.name} link set e0 up`);
    for (const address of addresses) {
      await net('ip', `-n ${host.name} addr add ${address} brd + dev e0`);
    }
    return host;
  }

  /** A computer without any cable. */
  async island(name: string): Promise<Host> {
    const host = { name: nameOf(name), plug: '' };
    await this.#make(host.name);
    return host;
  }

  /** Settings of a host's port at the switch: `isolated on`, `mcast_flood off`, `bcast_flood off`. */
  async plug({ plug }: Host, settings: string): Promise<void> {
    await net('bridge', `-n ${this.#switch} link set dev ${plug} ${settings}`);
  }

  /** What arrives at `e0` of a host is dropped: all of it, or TCP only. */
  async drop({ name }: Host, what: 'everything' | 'tcp'): Promise<void> {
    await net('tc', `-n ${name} qdisc add dev e0 clsact`);
    // classic BPF, answering 2 (TC_ACT_SHOT): always, or when the type is IPv4 and the protocol 6
    const bytecode = {
      everything: '1,6 0 0 2,',
      tcp: '6,40 0 0 12,21 0 3 2048,48 0 0 23,21 0 1 6,6 0 0 2,6 0 0 0,',
    }[what];
    await run('tc', [
      ...`-n ${name} filter add dev e0 ingress bpf da bytecode`.split(' '),
      bytecode,
    ]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#made.map((name) => net('ip', `netns del ${name}`).catch(() => {})));
  }

  async #make(name: string): Promise<void> {
    await net('ip', `netns add ${name}`);
    this.#made.push(name);
    await net('ip', `-n ${name} link set lo up`);
  }
}
