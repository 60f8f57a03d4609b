/** Every gateway that listens to strangers. */
import type { Wire } from '../wire';
import { courseJson, courseProtobuf } from './course';
import { files } from './files';
import { native } from './native';
import { oldWires } from './old';
import { text } from './text';

export const WIRES: readonly Wire[] = [
  native,
  text,
  courseJson,
  courseProtobuf,
  ...oldWires,
  files,
];
