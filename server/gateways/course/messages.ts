/** The messages of the course's wire, the same in both of its encodings (docs/wires/course.md). */
import { z } from 'zod';

export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('CSName'), name: z.string() }),
  z.object({ type: z.literal('CSRooms') }),
  z.object({ type: z.literal('CSCreateRoom'), title: z.string() }),
  z.object({ type: z.literal('CSJoinRoom'), roomId: z.number() }),
  z.object({ type: z.literal('CSLeaveRoom') }),
  z.object({ type: z.literal('CSChat'), text: z.string() }),
  z.object({ type: z.literal('CSShutdown') }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export interface ListedRoom {
  readonly roomId: number;
  readonly title: string;
  readonly members: readonly string[];
}

/** Nothing else is ever sent: its clients break on what they do not know. */
export type ServerMessage =
  | { readonly type: 'SCRoomsResult'; readonly rooms: readonly ListedRoom[] }
  | { readonly type: 'SCChat'; readonly member: string; readonly text: string }
  | { readonly type: 'SCSystemMessage'; readonly text: string };

export interface Codec {
  /** Names the encoding where encodings are shared. */
  readonly name: 'course-json' | 'course-protobuf';
  /** All frames of one message, headers included. */
  encode(message: ServerMessage): Buffer;
  /** Reads one connection. */
  reader(): Reader;
}

export interface Reader {
  /** What is whole now, in order; null for each that is no message of a client. Never throws. */
  push(chunk: Buffer): (ClientMessage | null)[];
}
