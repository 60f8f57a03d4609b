/** docs/wires/course.md is held against the code. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as limits from '../../../protocol/limits';
import { jsonCodec } from './json-codec';
import { protobufCodec } from './protobuf-codec';
import { COURSE, OURS } from './words';

const doc = readFileSync(new URL('../../../docs/wires/course.md', import.meta.url), 'utf8');

it('has every text of the course, to the letter', () => {
  const rows = doc.slice(doc.indexOf('| event | text |'), doc.indexOf('- Chat is'));
  const shown = [...rows.matchAll(/\| `(.*)` \|$/gm)].map(([, text]) => text);
  expect(shown).toEqual([
    COURSE.nameSet('X'),
    COURSE.renamed('OLD', 'X'),
    COURSE.entered('T'),
    COURSE.joined('N'),
    COURSE.left('N'),
    COURSE.leftSelf('T'),
    COURSE.createInRoom,
    COURSE.joinInRoom,
    COURSE.noSuchRoom,
    COURSE.notInRoom,
  ]);
});

it('quotes what was added as it is said', () => {
  const said = [OURS.topic('N', 'T'), OURS.topic('N', ''), OURS.shutdownRefused];
  const counted = [OURS.moreRooms(7), OURS.moreMembers(7)].map((text) => text.replace('7', 'N'));
  for (const text of [...said, ...counted]) expect(doc).toContain(`\`${text}\``);
});

it('shows lists as they are sent', () => {
  const message = {
    type: 'SCRoomsResult',
    rooms: [{ roomId: 1, title: '로비', members: [] }],
  } as const;
  const json = jsonCodec.encode(message);
  const length = json.toString('hex', 0, 2).replace(/../g, '$& ');
  expect(doc).toContain(`    ${length}${json.subarray(2)}\n`);
  const bytes = protobufCodec
    .encode(message)
    .toString('hex')
    .replace(/..(?!$)/g, '$& ');
  expect(doc).toContain(`    ${bytes}\n`);
});

it('quotes the limits as they are', () => {
  const quoted = [...doc.matchAll(/`([A-Z_]{6,})`,?\s+\(?([\d,]+)( KiB)?/g)];
  expect(quoted.length).toBeGreaterThan(4);
  for (const [, name, number, kib] of quoted) {
    const value = Number(number?.replaceAll(',', '')) * (kib ? 1024 : 1);
    expect((limits as Record<string, unknown>)[name as string], name).toBe(value);
  }
});
