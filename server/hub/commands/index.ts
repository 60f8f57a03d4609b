/** Every verb and its file. */
import type { Verb } from '../../../protocol/commands';
import { access } from './access';
import { ack } from './ack';
import { approve } from './approve';
import { ban } from './ban';
import { capacity } from './capacity';
import { create } from './create';
import { decline } from './decline';
import { remove } from './delete';
import { deleteRoom } from './delete-room';
import { direct } from './direct';
import { door } from './door';
import { edit } from './edit';
import { discard, download, files, reuse, upload } from './files';
import { hand } from './hand';
import { handover } from './handover';
import { history } from './history';
import { house } from './house';
import { invite } from './invite';
import { invites } from './invites';
import { join } from './join';
import { kick } from './kick';
import { leave } from './leave';
import { look } from './look';
import { lookup } from './lookup';
import { makeInvite } from './make-invite';
import { modlog } from './modlog';
import { mute } from './mute';
import { nick } from './nick';
import { people } from './people';
import { pin } from './pin';
import { post } from './post';
import { presence } from './presence';
import { react } from './react';
import { rename } from './rename';
import { revisions } from './revisions';
import { revokeInvite } from './revoke-invite';
import { role } from './role';
import { rules } from './rules';
import { sanctions } from './sanctions';
import { search } from './search';
import { shutdown } from './shutdown';
import { topic } from './topic';
import { typing } from './typing';
import { unban } from './unban';
import { unmute } from './unmute';
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
  upload,
  reuse,
  discard,
  download,
  files,
  search,
  typing,
  presence,
  hand,
  look,
  handover,
  shutdown,
  role,
  kick,
  ban,
  unban,
  mute,
  unmute,
  sanctions,
  modlog,
  rules,
  rename,
  'delete-room': deleteRoom,
  door,
  capacity,
  approve,
  decline,
  people,
  house,
  invites,
  'make-invite': makeInvite,
  'revoke-invite': revokeInvite,
};
