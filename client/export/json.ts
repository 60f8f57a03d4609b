/**
 * A room as JSON, for programs (docs/export.md). The first line opens the document, each event has
 * a line of its own, the last line closes it: so it is one JSON text, and can be read line by line.
 */
import { z } from 'zod';
import { fingerprint, roomId } from '../../protocol/ids';
import { ROOM_NAME_MAX_CHARS, SERVER_NAME_MAX_CHARS, TOPIC_MAX_CHARS } from '../../protocol/limits';
import { type ExportOptions, type ExportSource, within } from './source';

export const EXPORT_VERSION = 1;

export const exportHead = z.object({
  format: z.literal('sarangbang-export'),
  version: z.literal(EXPORT_VERSION),
  /** ms since 1970. */
  exported: z.int(),
  server: z.object({
    name: z.string().max(SERVER_NAME_MAX_CHARS),
    fingerprint: fingerprint.optional(),
  }),
  room: z.object({
    id: roomId,
    name: z.string().max(ROOM_NAME_MAX_CHARS),
    topic: z.string().max(TOPIC_MAX_CHARS),
    direct: z.boolean(),
  }),
  /** ms since 1970, when only a time was exported. */
  from: z.number().optional(),
  to: z.number().optional(),
});

export async function* asJson(
  source: ExportSource,
  options: ExportOptions,
): AsyncGenerator<string> {
  const { server, room } = source;
  const { from, to, now } = options;
  const head: z.input<typeof exportHead> = {
    format: 'sarangbang-export',
    version: EXPORT_VERSION,
    exported: now,
    server: { name: server.name, ...(server.fingerprint && { fingerprint: server.fingerprint }) },
    room: { id: room.id, name: room.name, topic: room.topic, direct: room.direct },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"events":[`;
  const people = new Map<string, string>();
  let first = true;
  for await (const event of within(source, options)) {
    // The sender's own numbering says nothing to anybody else.
    const { from: _number, ...kept } = event;
    note(people, event.by, event.name);
    if (event.kind === 'posted') {
      for (const user of [
        ...(event.reactions ?? []).flatMap((one) => one.users),
        ...(event.acks ?? []),
      ])
        note(people, user, source.nameOf(user));
    }
    const places = event.kind === 'posted' ? placesOf(event.files, options) : null;
    yield `${first ? '' : ','}\n${JSON.stringify(places ? { ...kept, places } : kept)}`;
    first = false;
  }
  yield `\n],"people":${JSON.stringify(Object.fromEntries(people))}}\n`;
}

function note(people: Map<string, string>, user: string, name: string | null): void {
  if (name !== null) people.set(user, name);
}

/** Where its files lie beside the document, by their ids; null when none does. */
function placesOf(
  files: readonly { id: string }[] | undefined,
  { placeOf }: ExportOptions,
): Record<string, string> | null {
  const places = (files ?? []).flatMap(({ id }) => {
    const place = placeOf(id);
    return place === null ? [] : [[id, place] as const];
  });
  return places.length > 0 ? Object.fromEntries(places) : null;
}
