/**
 * A room as JSON, for programs (docs/export.md). The first line opens the document, each event has
 * a line of its own, the last line closes it: so it is one JSON text, and can be read line by line.
 */
import {
  EVENTS_CLOSE,
  EVENTS_OPEN,
  EXPORT_VERSION,
  type ExportHead,
} from '../../protocol/exported';
import { type ExportOptions, type ExportSource, within } from './source';

export async function* asJson(
  source: ExportSource,
  options: ExportOptions,
): AsyncGenerator<string> {
  const { server, room } = source;
  const { from, to, now } = options;
  const head: ExportHead = {
    format: 'sarangbang-export',
    version: EXPORT_VERSION,
    exported: now,
    server: { name: server.name, ...(server.fingerprint && { fingerprint: server.fingerprint }) },
    room: { id: room.id, name: room.name, topic: room.topic, direct: room.direct },
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  yield `${JSON.stringify(head).slice(0, -1)}${EVENTS_OPEN}`;
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
  yield `\n${EVENTS_CLOSE}${JSON.stringify(Object.fromEntries(people))}}\n`;
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
