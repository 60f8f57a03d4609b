/** Order between real clients and a real server: the door, what a copy may hold, bans over a restart. */
import { expect, it } from 'vitest';
import { createDeviceKey } from '../../protocol/wire/auth';
import { enter, folder, type Person, person, server } from './support';

const order = async (who: Person, command: Parameters<Person['client']['submit']>[0]) => {
  const reply = await who.client.submit(command as never);
  if (!(reply as { ok: boolean }).ok) throw new Error(JSON.stringify(reply));
};
const says = async (who: Person, text: string): Promise<void> => {
  await who.client.post('lobby', text);
  await who.until(`said ${text}`, () => who.texts.includes(text));
};
const withHost = async (dataDir: string | null = null) => {
  const { key } = createDeviceKey();
  const running = await server({ hosts: [key.user], dataDir });
  const { port } = running.facts;
  return { running, port, key, host: await enter({ port, key, name: '방장' }) };
};

it('whoever is new waits with an open line, comes in by one word, and need not knock again', async () => {
  const { host, port } = await withHost();
  await order(host, { verb: 'door', door: 'knock' });
  const { key } = createDeviceKey();
  const guest = person({ port, key, name: '서연' });
  const knocked = new Promise<string>((resolve) => {
    host.client.on('knocks', ([knock]) => knock && resolve(knock.id));
  });
  guest.client.connect();
  const id = await knocked;
  await guest.state('question');
  expect(guest.questions).toEqual([{ kind: 'waiting', why: 'knock' }]);
  await order(host, { verb: 'approve', knock: id });
  await guest.settled();
  await guest.client.close();
  await enter({ port, key, name: '서연' });
});

it('a declined knock ends with the reason, and is not tried again', async () => {
  const { host, port } = await withHost();
  await order(host, { verb: 'door', door: 'knock' });
  const guest = person({ port, name: '서연' });
  let declined: Promise<void> | undefined;
  host.client.on('knocks', ([knock]) => {
    if (knock) declined = order(host, { verb: 'decline', knock: knock.id, reason: '수업 중' });
  });
  guest.client.connect();
  await guest.state('offline');
  await declined;
  expect(guest.client.status).toMatchObject({
    state: 'offline',
    failure: { code: 'declined', note: '수업 중' },
  });
});

it('a place that opens is taken by whoever waits', async () => {
  const { host, port } = await withHost();
  await order(host, { verb: 'capacity', capacity: 2 });
  const first = await enter({ port, name: '민수' });
  const second = person({ port, name: '지훈' });
  second.client.connect();
  await second.state('question');
  expect(second.questions).toEqual([{ kind: 'waiting', why: 'full', limit: 2 }]);
  await first.client.close();
  await second.settled();
});

it('a copy holds what may be read back, and nothing of before', async () => {
  const { host, port } = await withHost();
  await says(host, 'before');
  await order(host, { verb: 'rules', room: 'lobby', history: 'joined' });
  const guest = await enter({ port, name: '서연' });
  await says(host, 'after');
  await guest.has(['after']);
  expect(guest.held()).toEqual(['after']);
  const page = await guest.client.history('lobby', { limit: 100 });
  expect(page.more).toBe(false);
  expect(page.events.some((event) => event.kind === 'posted' && event.text === 'before')).toBe(
    false,
  );
});

it('a room without a past brings nothing of an absence, and goes on afterwards', async () => {
  const { host, port } = await withHost();
  const { key } = createDeviceKey();
  const file = `${folder()}/copy.db`;
  const guest = await enter({ port, key, name: '서연', file });
  await order(host, { verb: 'rules', room: 'lobby', history: 'none' });
  await says(host, 'heard');
  await guest.has(['heard']);
  await guest.client.close();
  await says(host, 'missed');
  const again = await enter({ port, key, name: '서연', file });
  await says(host, 'one');
  await says(host, 'two');
  await again.has(['one', 'two']);
  expect(again.texts).toEqual(['one', 'two']);
  expect(again.held()).toEqual(['one', 'two']);
});

it('a ban holds over a restart of the server and another name; the reason is told', async () => {
  const dataDir = folder();
  const first = await withHost(dataDir);
  const { key } = createDeviceKey();
  const guest = await enter({ port: first.port, key, name: '서연' });
  const user = guest.client.me?.id ?? '';
  await order(first.host, { verb: 'ban', user, address: true, reason: '도배' });
  await guest.state('offline');
  expect(guest.client.status).toMatchObject({ why: 'banned', by: '방장', note: '도배' });
  await first.host.client.close();
  await first.running.stop();
  const again = await server({ dataDir, hosts: [first.key.user] });
  const back = person({ port: again.facts.port, key, name: '다른 이름' });
  back.client.connect();
  await back.state('offline');
  expect(back.client.status).toMatchObject({
    why: 'banned',
    failure: { code: 'banned', note: '도배' },
  });
});
