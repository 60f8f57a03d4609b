/** A server that moved: what others say of its address is a hint, its key decides. */
import { expect, it } from 'vitest';
import { enter, folder, person, server } from './support';

const at = (port: number) => ({ host: '127.0.0.1', port });

it('is joined again at the address where it is heard, without anything said about others', async () => {
  const dataDir = folder();
  const before = await server({ dataDir });
  const { fingerprint } = before.facts;
  const someone = await enter({ port: before.facts.port, known: fingerprint });
  await before.stop({ reason: 'closed', by: '방장' });
  await someone.until('closed', () => someone.client.status.state === 'waiting');

  // another server claims to be it: it is given nothing, and nobody is asked about it
  const impostor = await server({ dataDir: folder() });
  const after = await server({ dataDir });
  someone.client.heardAt([at(impostor.facts.port)]);
  someone.client.heardAt([at(after.facts.port)]);
  await someone.settled(2);
  expect(someone.client.status).toEqual({ state: 'online', secure: true });
  expect(someone.ready.at(-1)).toMatchObject({ fingerprint, address: at(after.facts.port) });
  expect(someone.questions).toEqual([]);
  expect(impostor.people()).toBe(0);
});

it('is found although another server took its old address', async () => {
  const dataDir = folder();
  const before = await server({ dataDir });
  const { fingerprint, port } = before.facts;
  const someone = await enter({ port, known: fingerprint });
  await before.stop({ reason: 'closed' });
  await server({ port, dataDir: folder() });
  await someone.state('question');
  expect(someone.questions.at(-1)).toMatchObject({ kind: 'key-changed' });
  const after = await server({ dataDir });
  someone.client.heardAt([at(after.facts.port)]);
  await someone.settled(2);
  expect(someone.ready.at(-1)).toMatchObject({ fingerprint });
});

it('means nothing to somebody who chose to be offline', async () => {
  const running = await server();
  const someone = person({ port: 1, known: running.facts.fingerprint });
  someone.client.heardAt([at(running.facts.port)]);
  expect(someone.client.status).toEqual({ state: 'offline', why: 'user' });
  someone.client.connect();
  await someone.settled();
});
