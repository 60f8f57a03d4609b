/** Every verb and its file. */
import type { Verb } from '../../../protocol/commands';
import { access } from './access';
import { create } from './create';
import { direct } from './direct';
import { history } from './history';
import { invite } from './invite';
import { join } from './join';
import { leave } from './leave';
import { nick } from './nick';
import { post } from './post';
import { presence } from './presence';
import { shutdown } from './shutdown';
import { topic } from './topic';
import { typing } from './typing';
import type { VerbRule } from './verb';

export const verbs: { readonly [V in Verb]: VerbRule<V> } = {
  post,
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
