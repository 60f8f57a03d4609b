import type { RoomId } from '../../../protocol/ids';
import { type SlashName, splitUserText } from '../../../protocol/slash';
import { actions, type Outcome, type Trouble } from '../../store/actions';
import type { Server } from '../../store/slices/servers';

export interface CommandContext {
  server: Server;
  room: RoomId;
  name: SlashName;
  args: string;
}

/** What the composer does next: done, or keep the text and say why. */
export type CommandResult =
  | { ok: true }
  | { ok: false; why: 'missing' | 'no-such-user' | 'host-only'; name: SlashName }
  | { ok: false; why: 'refused'; error: Trouble };

const DONE: CommandResult = { ok: true };

const told = (outcome: Outcome<unknown>): CommandResult =>
  outcome.ok ? DONE : { ok: false, why: 'refused', error: outcome.error };

const userCalled = (server: Server, name: string) => {
  const wanted = name.replace(/^@/, '').toLowerCase();
  return Object.values(server.users).find((user) => user.name.toLowerCase() === wanted);
};

/** Carries out one slash command by the same actions that the buttons use. */
export const runCommand = async ({
  server,
  room,
  name,
  args,
}: CommandContext): Promise<CommandResult> => {
  const missing: CommandResult = { ok: false, why: 'missing', name };
  switch (name) {
    case 'help':
      actions.openDialog('help');
      return DONE;
    case 'rooms':
      actions.openDialog('browse-rooms');
      return DONE;
    case 'who':
      actions.toggleMembers(true);
      return DONE;
    case 'name':
      return args ? told(await actions.rename(server.id, args)) : missing;
    case 'create':
      return args
        ? told(await actions.createRoom(server.id, { name: args, access: 'open' }))
        : missing;
    case 'join': {
      if (!args) return missing;
      const outcome = await actions.joinRoom(server.id, args.replace(/^#/, ''));
      if (outcome.ok || outcome.error.code !== 'password-required') return told(outcome);
      actions.openDialog('browse-rooms');
      return DONE;
    }
    case 'leave':
      return told(await actions.leaveRoom(server.id, room));
    case 'topic':
      return told(await actions.setTopic(server.id, room, args));
    case 'msg': {
      const names = Object.values(server.users).map((user) => user.name);
      const parts = splitUserText(args, names);
      if (!parts) return missing;
      const opened = await actions.openDirect(server.id, parts.user);
      if (!opened.ok) return told(opened);
      await actions.post(server.id, opened.result.room.id, parts.text);
      return DONE;
    }
    case 'invite': {
      if (!args) {
        actions.openDialog('invite');
        return DONE;
      }
      const user = userCalled(server, args);
      if (!user) return { ok: false, why: 'no-such-user', name };
      return told(await actions.inviteUser(server.id, room, user.id));
    }
    case 'shutdown':
      if (server.me?.role !== 'host') return { ok: false, why: 'host-only', name };
      actions.openDialog('shutdown');
      return DONE;
  }
};
