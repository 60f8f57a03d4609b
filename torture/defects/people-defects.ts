/** Mistakes about people: rights, names, who is handed what. */
import type { Defect } from './list';
import type { Edit } from './plant';

const rights = (name: string, ...edits: Edit[]): Defect => ({ name, model: 'rights', edits });
const names = (name: string, ...edits: Edit[]): Defect => ({ name, model: 'names', edits });

export const PEOPLE_DEFECTS: readonly Defect[] = [
  rights('a role that is remembered after it was taken away', {
    file: 'server/projections/roles.ts',
    from: "if (fact.type === 'role') roles.given.set(fact.user, fact.role);",
    to: "if (fact.type === 'role' && fact.role !== 'member') roles.given.set(fact.user, fact.role);",
  }),
  rights('somebody who was put out is still handed what is said', {
    file: 'server/hub/fan-out.ts',
    from: "if (event.kind === 'kicked') return this.sessionOf(event.user);",
    to: '',
  }),
  rights('the muted may edit', {
    file: 'server/hub/commands/edit.ts',
    from: "const room = roomFor(world, actor, 'post', command.room);",
    to: "const room = roomFor(world, actor, 'read', command.room);",
  }),
  rights('anybody deletes what they are shown', {
    file: 'server/hub/commands/delete.ts',
    from: "roomFor(world, actor, 'moderate', id);",
    to: '',
  }),
  rights('moderators act on each other', {
    file: 'server/hub/can.ts',
    from: 'return rank(one) >= RANKS.moderator && rank(one) > rank(other);',
    to: 'return rank(one) >= RANKS.moderator && rank(one) >= rank(other);',
  }),
  rights('a locked room lets people in', {
    file: 'server/hub/can.ts',
    from: "if (place.rules?.locked && !outranks(who)) return 'locked';",
    to: '',
  }),
  rights('a private room is private only until somebody knows its id', {
    file: 'server/hub/can.ts',
    from: "return place.access !== 'invite' || who.owner || who.invited;",
    to: 'return true;',
  }),
  rights('a ban ends with the connection', {
    file: 'server/hub/banned.ts',
    from: 'if (user !== null && ban.user === user) return ban;',
    to: '',
  }),
  rights('an invitation outlives being put out', {
    file: 'server/projections/rooms.ts',
    from: `      takeOut(rooms, room, event.user);
      room.invited.delete(event.user);`,
    to: '      takeOut(rooms, room, event.user);',
  }),
  names('names are free again after a restart', {
    file: 'server/projections/users.ts',
    from: '  users.owners.set(skeleton(name), id);\n',
    to: '  if (before) users.owners.set(skeleton(name), id);\n',
  }),
  names('names are compared as they are written', {
    file: 'server/hub/claim-name.ts',
    from: 'if (!world.nameTaken(skeleton(checked.name), me)) return checked.name;',
    to: 'if (!world.nameTaken(checked.name, me)) return checked.name;',
  }),
  names('a guest takes a name that belongs to a key', {
    file: 'server/hub/world.ts',
    from: 'return owner !== me || guest !== me;',
    to: "return (owner !== me && !me.startsWith('g')) || guest !== me;",
  }),
  names('an old name is kept beside the new one', {
    file: 'server/projections/users.ts',
    from: 'if (users.owners.get(old) === fact.id) users.owners.delete(old);',
    to: 'void old;',
  }),
  names('a lost commit stays in the state', {
    file: 'server/hub/core.ts',
    from: 'log.onLost(() => this.foldAnew()),',
    to: 'log.onLost(() => void this.foldAnew),',
  }),
  names(
    'a name whose commit was lost stays with the connection',
    {
      file: 'server/hub/submit.ts',
      from: 'this.core.registry.rename(session, nameBefore);',
      to: 'void nameBefore;',
    },
    {
      file: 'server/hub/core.ts',
      from: 'if (known && known.name !== session.name) this.registry.rename(session, known.name);',
      to: 'void known;',
    },
  ),
];
