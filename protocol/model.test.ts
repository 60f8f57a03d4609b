import { expect, it } from 'vitest';
import { chatEvent } from './events';
import { userInfo } from './model';

const user = `k${'a'.repeat(22)}`;
const said = {
  ...{ kind: 'posted', room: 'lobby', seq: 1, prev: 0, ts: 1, by: user },
  ...{ name: '지훈', text: '안녕' },
};

it.each(['pigeon', 7, null])('a wire that only a newer server knows (%j) is a terminal', (wire) => {
  const info = { id: user, name: '지훈', role: 'guest', presence: 'online', verified: false };
  expect(userInfo.parse({ ...info, wire })).toMatchObject({ name: '지훈', wire: 'text' });
  expect(chatEvent.parse({ ...said, wire })).toMatchObject({ text: '안녕', wire: 'text' });
});

it('who speaks with the app has no mark, and the others keep theirs', () => {
  expect(chatEvent.parse(said)).toEqual(said);
  expect(chatEvent.parse({ ...said, wire: 'mail' })).toEqual({ ...said, wire: 'mail' });
});
