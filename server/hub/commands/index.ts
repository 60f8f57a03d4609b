/** Every verb and its file. */
import type { Verb } from '../../../protocol/commands';
import { access } from './access';
import { ack } from './ack';
import { create } from './create';
import { remove } from './delete';
import { direct } from './direct';
import { edit } from './edit';
import { history } from './history';
import { invite } from './invite';
import { join } from './join';
import { leave } from './leave';
import { lookup } from './lookup';
import { nick } from './nick';
import { pin } from './pin';
import { post } from './post';
import { presence } from './presence';
import { react } from './react';
import { revisions } from './revisions';
import { shutdown } from './shutdown';
import { topic } from './topic';
import { typing } from './typing';
import type { VerbRule } from './verb';

export const verbs: { readonly [V in Verb]: VerbRule<V> } = {
  post,
  edit,
  delete: remove,
  react,
  ack,
  pin,
  lookup,
  revisions,
  create,
  join,
  leave,
  topic,
  access,
  invite,
  nick,
  direct,
  history,
  typing,
  presence,
  shutdown,
};
