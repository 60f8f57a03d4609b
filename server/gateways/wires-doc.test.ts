/** The pages of the old programs' wires are held against the code: their scenes and their numbers. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type CompatWire, compatWire } from '../../protocol/compat';
import * as limits from '../../protocol/limits';
import { join, type NativeClient, newKey } from '../testing/native-client';
import { type OldServer, oldServer, peopleAre } from '../testing/old-programs';
import type { RawClient } from '../testing/raw-client';

const page = (wire: CompatWire) =>
  readFileSync(new URL(`../../docs/wires/${wire}.md`, import.meta.url), 'utf8');

class Scene {
  private readonly people = new Map<string, RawClient>();
  private readonly read = new Map<string, number>();
  private answerTo = 'lobby';

  constructor(
    private readonly wire: CompatWire,
    private readonly server: OldServer,
    private readonly app: NativeClient,
  ) {}

  async play(step: string): Promise<void> {
    const [, who = '', verb, quoted] =
      /^(\w+) (>|<|comes|is in|answers)(?: (".*"))?$/.exec(step) ?? [];
    const text = quoted === undefined ? '' : (JSON.parse(quoted) as string);
    if (who === 'app') return this.playApp(verb, text);
    if (verb === 'comes') this.people.set(who, await this.server.come(this.wire));
    else if (verb === '>') (await this.person(who)).write(text);
    else if (verb === 'is in') await peopleAre(this.server, 1 + this.people.size);
    else await this.receives(who, Buffer.from(text));
  }

  private async playApp(verb: string | undefined, text: string): Promise<void> {
    if (verb === '>') await this.app.post(text);
    else if (verb === 'answers') await this.app.run({ verb: 'post', room: this.answerTo, text });
    else {
      const { e } = await this.app.raw.take(
        'ev',
        ({ e }) => e.kind === 'posted' && e.wire === this.wire,
      );
      this.answerTo = e.room;
      expect(e.kind === 'posted' && `${e.name}: ${e.text}`).toBe(text);
    }
  }

  private async person(who: string): Promise<RawClient> {
    const known = this.people.get(who) ?? (await this.server.visit(this.wire));
    this.people.set(who, known);
    return known;
  }

  private async receives(who: string, wanted: Buffer): Promise<void> {
    const client = await this.person(who);
    const from = this.read.get(who) ?? 0;
    await client.until(() => client.bytes.length >= from + wanted.length);
    expect(client.bytes.subarray(from, from + wanted.length).toString(), who).toBe(String(wanted));
    this.read.set(who, from + wanted.length);
  }
}

it.each(compatWire.options)('the scene of the %s wire happens as it is written', async (wire) => {
  const [, steps = ''] = new RegExp(`\`\`\`wire ${wire}\\n([^]*?)\`\`\``).exec(page(wire)) ?? [];
  const lines = steps.trim().split('\n');
  expect(lines.length).toBeGreaterThan(5);
  const server = await oldServer([wire]);
  const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
  const scene = new Scene(wire, server, app);
  for (const step of lines) await scene.play(step);
});

it.each(compatWire.options)('the numbers of the %s wire are those of the code', (wire) => {
  const text = page(wire);
  const names = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name]) => name as string);
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(limits).toHaveProperty(name);
  for (const [, number, name] of text.matchAll(/([\d,]+)(?: \w+)? \(`([A-Z_]+)`\)/g)) {
    const value = Number((number as string).replaceAll(',', ''));
    expect((limits as Record<string, unknown>)[name as string], name).toBe(value);
  }
});
