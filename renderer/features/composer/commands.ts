import type { RoomId } from '../../../protocol/ids';
import { type AppCommandName, splitUserText } from '../../../protocol/slash';
import { missingArg } from '../../../protocol/slash-args';
import { ORDER_SLASH, type OrderSlash, readOrder } from '../../../protocol/slash-order';
import { actions, type Outcome, type Trouble } from '../../store/actions';
import { keepsOrder } from '../../store/order-rights';
import type { Server } from '../../store/slices/servers';

export interface CommandContext {
  server: Server;
  room: RoomId;
  args: string;
}

/** What the composer does next: done, or keep the text and say why. */
export type CommandResult =
  | { ok: true }
  | { ok: false; why: 'missing'; name: AppCommandName }
  | { ok: false; why: 'no-such-user' | 'host-only' }
  | { ok: false; why: 'refused'; error: Trouble };

type Handler = (context: CommandContext) => CommandResult | Promise<CommandResult>;

const DONE: CommandResult = { ok: true };

const told = (outcome: Outcome<unknown>): CommandResult =>
  outcome.ok ? DONE : { ok: false, why: 'refused', error: outcome.error };

const unquoted = (text: string): string => text.replace(/^[@#]/, '').replace(/^"(.*)"$/, '$1');

const userCalled = (server: Server, name: string) => {
  const wanted = unquoted(name).toLowerCase();
  return Object.values(server.users).find((user) => user.name.toLowerCase() === wanted);
};

const showing =
  (dialog: Parameters<typeof actions.openDialog>[0]): Handler =>
  () => {
    actions.openDialog(dialog);
    return DONE;
  };

/** Those that keep order; who may is the server's to say. */
const orderCommands = (): Record<OrderSlash, Handler> =>
  Object.fromEntries(
    ORDER_SLASH.map((name): [OrderSlash, Handler] => [
      name,
      async ({ server, room, args }) => {
        const people = Object.values(server.users);
        const scene = { room, moderator: keepsOrder(server), people, knocks: server.knocks ?? [] };
        const typed = readOrder(name, args, scene);
        if (typed.ok) return told(await actions.keepOrder(server.id, typed.command));
        return typed.why === 'missing'
          ? { ok: false, why: 'missing', name }
          : { ok: false, why: 'no-such-user' };
      },
    ]),
  ) as Record<OrderSlash, Handler>;

/** What every command does, by the same actions that the buttons use. */
const COMMANDS: Readonly<Record<AppCommandName, Handler>> = {
  help: showing('help'),
  rooms: showing('browse-rooms'),
  who: () => {
    actions.toggleMembers(true);
    return DONE;
  },
  name: async ({ server, args }) => told(await actions.rename(server.id, args)),
  create: async ({ server, args }) =>
    told(await actions.createRoom(server.id, { name: args, access: 'open' })),
  join: async ({ server, args }) => {
    const outcome = await actions.joinRoom(server.id, unquoted(args));
    if (outcome.ok || outcome.error.code !== 'password-required') return told(outcome);
    actions.openDialog('browse-rooms');
    return DONE;
  },
  hand: async ({ server, room }) => {
    const up = server.rooms[room]?.hands?.includes(server.me?.id ?? '') ?? false;
    return told(await actions.raiseHand(server.id, room, !up));
  },
  look: async ({ server, room }) => told(await actions.askToLook(server.id, room)),
  ...orderCommands(),
  leave: async ({ server, room }) => told(await actions.leaveRoom(server.id, room)),
  topic: async ({ server, room, args }) => told(await actions.setTopic(server.id, room, args)),
  msg: async ({ server, args }) => {
    const names = Object.values(server.users).map((user) => user.name);
    const parts = splitUserText(args, names);
    if (!parts) return { ok: false, why: 'missing', name: 'msg' };
    const opened = await actions.openDirect(server.id, parts.user);
    if (!opened.ok) return told(opened);
    await actions.post(server.id, opened.result.room.id, parts.text);
    return DONE;
  },
  invite: async ({ server, room, args }) => {
    if (!args) {
      actions.openDialog('invite');
      return DONE;
    }
    const user = userCalled(server, args);
    if (!user) return { ok: false, why: 'no-such-user' };
    return told(await actions.inviteUser(server.id, room, user.id));
  },
  shutdown: ({ server }) => {
    if (server.me?.role !== 'host') return { ok: false, why: 'host-only' };
    actions.openDialog('shutdown');
    return DONE;
  },
  away: async ({ server }) =>
    told(await actions.setPresence(server.id, server.me?.presence === 'away' ? 'online' : 'away')),
  announce: async ({ server, room, args }) => {
    await actions.post(server.id, room, args, { announce: true });
    return DONE;
  },
};

/** Carries out one slash command, or says which of its arguments is missing. */
export const runCommand = async ({
  name,
  ...context
}: CommandContext & { name: AppCommandName }): Promise<CommandResult> =>
  missingArg(name, context.args) ? { ok: false, why: 'missing', name } : COMMANDS[name](context);
