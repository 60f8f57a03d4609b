/**
 * The clients of a course about chat servers (docs/wires/course.md), in both encodings of their
 * wire. Nothing is sent before the client speaks; then three messages and no other.
 */
import type { Gateway } from '../gateway';
import { system } from './deliver';
import { jsonCodec } from './json-codec';
import type { Codec } from './messages';
import { CoursePeer } from './peer';
import { protobufCodec } from './protobuf-codec';
import { refused } from './words';

const gatewayOf = (codec: Codec): Gateway => ({
  name: codec.name,
  accept: (connection, context) => new CoursePeer(connection, context, codec),
});

export const courseJsonGateway = gatewayOf(jsonCodec);
export const courseProtobufGateway = gatewayOf(protobufCodec);

/** Last words for whoever may not come in unencrypted. */
export const coursePlainRefused = (codec: Codec['name']): Buffer =>
  (codec === 'course-json' ? jsonCodec : protobufCodec).encode(
    system(refused['plain-refused']({ code: 'plain-refused' })),
  );
