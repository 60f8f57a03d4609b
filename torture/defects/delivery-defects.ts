/** Mistakes on the way of a message: commit, numbers, fan-out, credit, outbox, copy. */
import type { Defect } from './list';

const of = (name: string, ...edits: Defect['edits']): Defect => ({
  name,
  model: 'delivery',
  edits,
});

export const DELIVERY_DEFECTS: readonly Defect[] = [
  of('acknowledging before commit', {
    file: 'server/hub/submit.ts',
    from: 'await staged?.done;',
    to: 'void staged?.done.catch(() => {});',
  }),
  of('deduplication in memory only', {
    file: 'server/log/staging.ts',
    from: 'n = store.highWater(device, epoch);',
    to: 'n = 0;',
  }),
  of('no head with the ping', {
    file: 'server/gateways/native/live.ts',
    from: "this.send({ t: 'ping', id: this.pings, heads });",
    to: "this.send({ t: 'ping', id: this.pings });",
  }),
  of('sending again after what is new', {
    file: 'client/outbox.ts',
    from: 'this.#waiting().find(({ from }) => from.n > this.#sentTo)',
    to: 'this.#waiting().findLast(({ from }) => from.n > this.#sentTo)',
  }),
  of(
    'saving the cursor before the event',
    {
      file: 'client/inbox.ts',
      from: `    const answered = this.deps.store.addEvents(room, events, edge);
    this.#followed(room).last = newest.seq;`,
      to: `    this.#followed(room).last = newest.seq;
    const answered = this.deps.store.addEvents(room, events, edge);`,
    },
    {
      file: 'client/inbox.ts',
      from: `    this.#ask = ask;
    this.#rooms.clear();`,
      to: '    this.#ask = ask;',
    },
    {
      file: 'client/inbox.ts',
      from: `    this.#ask = null;
    this.#rooms.clear();`,
      to: '    this.#ask = null;',
    },
  ),
  of('no closing of the older connection', {
    file: 'server/hub/entrance.ts',
    from: "if (older) this.remove(older, 'replaced');",
    to: '',
  }),
  of(
    'no deduplication at all',
    {
      file: 'server/hub/numbering.ts',
      from: 'if (number.n > highWater) {',
      to: 'if (number.n <= highWater) number = { ...number, n: highWater + 1 };\n    if (number.n > highWater) {',
    },
    {
      file: 'server/log/staging.ts',
      from: 'if (mark) checkMark(entry, highWater(mark.device, mark.epoch));',
      to: 'void checkMark;',
    },
  ),
  of('a refusal that does not count as decided', {
    file: 'server/hub/submit.ts',
    from: 'const answer = this.core.append({ events: [], mark }).done.then(() => refusal);',
    to: 'void mark; const answer = Promise.resolve(refusal);',
  }),
  of('events that do not follow are kept', {
    file: 'client/inbox.ts',
    from: 'if (last === null || event.seq <= last || event.prev !== last) continue;',
    to: 'if (last === null || event.seq <= last) continue;',
  }),
  of('a gap between the state and what is live', {
    file: 'server/hub/entrance.ts',
    from: 'core.fanOut.add(session, roomIdsOf(core.world.state.rooms, session.user));',
    to: 'setTimeout(() => core.fanOut.add(session, roomIdsOf(core.world.state.rooms, session.user)), 50);',
  }),
  of('what is pending is handed out to those who have it', {
    file: 'server/hub/fan-out.ts',
    from: 'if (audience.pending.length > 0) audience.late.set(session, audience.pending.length);',
    to: '',
  }),
  of('one passing failure ends the order', {
    file: 'client/outbox.ts',
    from: '    this.#sentTo = wanted - 1;\n',
    to: '',
  }),
  of('what was under way is forgotten', {
    file: 'client/outbox.ts',
    from: "this.#rows.setState(id, 'checking');",
    to: 'this.#rows.drop(id);',
  }),
  of('an outbox in memory', {
    file: 'client/outbox-rows.ts',
    from: 'const row = this.store.enqueue(room, text, at, parts);',
    to: 'const row = this.store.enqueue(room, text, at, parts); this.store.removePending(row.id);',
  }),
  of('followers are told before the commit', {
    file: 'server/log/group-commit.ts',
    from: 'const writing = this.committer.write(batch.items);',
    to: 'this.committer.committed(batch.items); const writing = this.committer.write(batch.items);',
  }),
  of('a commit that failed is acknowledged', {
    file: 'server/log/group-commit.ts',
    from: "for (const batch of refused) batch.reject(new Refusal('storage-failed'));",
    to: 'void Refusal; for (const batch of refused) batch.resolve();',
  }),
  of('places of a lost commit are not given again', {
    file: 'server/log/staging.ts',
    from: '        forgetStaged();\n',
    to: '        void forgetStaged;\n',
  }),
  of('more is pushed than was granted', {
    file: 'server/gateways/native/live.ts',
    from: 'const count = credit.fitting(ends);',
    to: 'const count = ends.length;',
  }),
  of(
    'numbers that skip are taken',
    {
      file: 'server/hub/numbering.ts',
      from: 'if (number.n === highWater + 1) return null;',
      to: 'return null;',
    },
    {
      file: 'server/log/staging.ts',
      from: 'if (mark) checkMark(entry, highWater(mark.device, mark.epoch));',
      to: 'void checkMark;',
    },
  ),
  of('events come again and are kept again', {
    file: 'client/inbox.ts',
    from: 'if (last === null || event.seq <= last || event.prev !== last) continue;',
    to: 'if (last === null) continue;',
  }),
  of('rows are numbered in memory before the server said how far it got', {
    file: 'client/outbox.ts',
    from: 'this.#highWater = highWater;\n    this.#sent = 0;',
    to: 'this.#highWater = highWater;\n    this.#sentTo = highWater + 1;\n    this.#sent = 0;',
  }),
];
