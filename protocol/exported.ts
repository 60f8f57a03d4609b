/** The head of an exported room, and how its lines are laid out (docs/export.md). */
import { z } from 'zod';
import { fingerprint, roomId } from './ids';
import { ROOM_NAME_MAX_CHARS, SERVER_NAME_MAX_CHARS, TOPIC_MAX_CHARS } from './limits';

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
export type ExportHead = z.infer<typeof exportHead>;

/** How the first line ends, and the last one begins; between them an event a line. */
export const EVENTS_OPEN = ',"events":[';
export const EVENTS_CLOSE = '],"people":';
