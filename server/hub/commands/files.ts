/** Verbs about files. Bytes travel elsewhere (gateways/files); here it is settled who may what. */
import { Refusal } from '../../../protocol/errors';
import type { RoomId } from '../../../protocol/ids';
import type { FileRef } from '../../../protocol/message';
import { whyNotAttach } from '../can';
import type { World } from '../world';
import { type Actor, roomFor, type VerbRule } from './verb';

/** Lets somebody send a file's bytes, from the first one or from where the server is. */
export const upload: VerbRule<'upload'> = {
  rate: 'files',
  decide(world, actor, asked) {
    mayAttach(world, actor, asked.room);
    const encrypted = provesItself(world, actor);
    return { result: ({ files }) => files().upload(actor.id, encrypted, asked) };
  },
};

/** A file that one may read becomes one that one may post, in another room too. */
export const reuse: VerbRule<'reuse'> = {
  rate: 'files',
  decide(world, actor, { room, file }) {
    mayAttach(world, actor, room);
    return { result: ({ files }) => files().reuse(actor.id, room, file) };
  },
};

/** Throws an upload away that will not be posted. */
export const discard: VerbRule<'discard'> = {
  rate: 'files',
  decide: (_world, actor, { file }) => ({
    result: async ({ files }) => {
      await files().discard(actor.id, file);
      return {};
    },
  }),
};

/** Lets a member of the file's room read its bytes. */
export const download: VerbRule<'download'> = {
  rate: 'files',
  decide(world, actor, { file }) {
    const encrypted = provesItself(world, actor);
    return {
      result: ({ files }) => {
        const { id: _, ...found } = files().download(actor.id, encrypted, file);
        return found;
      },
    };
  },
};

/** Files of a room's messages, newest first. */
export const files: VerbRule<'files'> = {
  rate: 'history',
  decide(world, actor, { room, before = Number.POSITIVE_INFINITY, limit }) {
    roomFor(world, actor, 'read', room);
    const all = (world.state.files.ofRoom.get(room) ?? []).filter(
      ({ ref, seq }) => seq < before && world.mayReadFile(actor.id, ref.id),
    );
    const page = all.slice(-limit);
    // A page never ends inside a message: what is left of it could not be asked for.
    const cut = all[all.length - page.length - 1]?.seq;
    const whole = page.filter(({ seq }) => seq !== cut);
    const shown = whole.length > 0 ? whole : page;
    return {
      result: () => ({
        files: shown
          .map(({ seq, ts, by, name, ref }) => ({ seq, ts, by, name, file: ref }))
          .reverse(),
        more: shown.length < all.length,
      }),
    };
  },
};

/** What a message that carries these says of them; refuses with `no-such-file`. */
export function attached(world: World, actor: Actor, room: RoomId, ids: readonly string[] = []) {
  if (ids.length === 0) return [] as FileRef[];
  mayAttach(world, actor, room);
  return world.uploaded(actor.id, room, ids);
}

function mayAttach(world: World, actor: Actor, room: RoomId): void {
  roomFor(world, actor, 'post', room);
  const code = whyNotAttach(actor.role);
  if (code) throw new Refusal(code);
}

/** Told over an encrypted connection; its tickets are then worth nothing on another one. */
const provesItself = (world: World, actor: Actor): boolean =>
  world.person(actor.id)?.verified ?? false;

/** A server that takes none. */
export const noFiles = (): never => {
  throw new Refusal('too-large', { field: 'size', limit: 0 });
};
