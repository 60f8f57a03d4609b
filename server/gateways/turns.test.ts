import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FRAMES_AT_ONCE, FRAMES_FEW, TURN_MS } from '../../protocol/limits';
import { type Taker, Turns } from './turns';

/** Each frame takes so many ms of a clock that nothing else moves. */
function line(frameMs: number) {
  let now = 0;
  const taken: string[] = [];
  const turns = new Turns(TURN_MS, () => now);
  const peer = (name: string, frames: number) => {
    const taker: Taker & { frames: number } = {
      frames,
      takeFrames(goOn) {
        while (taker.frames > 0 && goOn()) {
          taker.frames -= 1;
          now += frameMs;
          taken.push(name);
        }
        return taker.frames > 0;
      },
    };
    turns.ask(taker);
    return taker;
  };
  return { turns, peer, taken: () => taken.splice(0).join('') };
}

it('all that there is time for is taken at once', () => {
  const { peer, taken } = line(0);
  peer('a', 1_000);
  peer('b', 3);
  expect(taken()).toBe(`${'a'.repeat(1_000)}bbb`);
});

it('however many have sent however much, a turn is as long as it is', async () => {
  const { peer, taken } = line(1);
  for (let i = 0; i < 1_000; i += 1) peer('x', 1_000);
  expect(taken()).toHaveLength(TURN_MS);
  for (let turn = 0; turn < 3; turn += 1) {
    await nextTurn();
    expect(taken()).toHaveLength(TURN_MS);
  }
});

it('whoever sent more than is taken of one at once waits for those who came after', async () => {
  const { peer, taken } = line(TURN_MS / 80);
  peer('a', 80 + FRAMES_AT_ONCE + 1);
  peer('b', FRAMES_AT_ONCE + 1);
  expect(taken()).toBe('a'.repeat(80));
  await nextTurn();
  const [a, b] = ['a', 'b'].map((name) => name.repeat(FRAMES_AT_ONCE));
  expect(taken()).toBe(`${a}${b}ab`);
});

it('what one said at once stays together where the time ends within it', async () => {
  const { peer, taken } = line(TURN_MS / (FRAMES_AT_ONCE * 1.5));
  peer('x', 100);
  peer('a', FRAMES_AT_ONCE);
  peer('b', FRAMES_AT_ONCE);
  taken();
  const turns = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await nextTurn();
    turns.push(taken());
  }
  const said = turns.join('');
  for (const name of ['a', 'b']) expect(said).toContain(name.repeat(FRAMES_AT_ONCE));
});

it('whoever has few goes before those who have many', async () => {
  const { peer, taken } = line(TURN_MS / 10);
  for (let i = 0; i < 64; i += 1) peer('x', 1_000);
  const one = peer('a', 1);
  peer('b', FRAMES_FEW);
  const more = peer('c', FRAMES_FEW);
  taken();
  // More came meanwhile: it is many now.
  more.frames += 100;
  await nextTurn();
  expect(taken()).toMatch(/^abb(c{2})x+$/);
  expect(one.frames).toBe(0);
});

it('whoever has many has half of the time however many have few', async () => {
  const { peer, taken } = line(TURN_MS / 8);
  peer('x', 100);
  for (let i = 0; i < 10; i += 1) peer('a', 1);
  taken();
  await nextTurn();
  expect(taken()).toBe('aaaaxxxx');
});

it('one of each has a turn where frames take longer than it', async () => {
  const { peer, taken } = line(TURN_MS);
  peer('x', 5);
  for (let i = 0; i < 10; i += 1) peer('a', 1);
  expect(taken()).toBe('x');
  await nextTurn();
  expect(taken()).toBe('ax');
});

it('who sends one heavy frame after another is not the only one', async () => {
  const { peer, taken } = line(TURN_MS);
  peer('x', 1_000);
  peer('a', FRAMES_FEW + 1);
  taken();
  const turns = [];
  for (let turn = 0; turn < FRAMES_AT_ONCE + 2; turn += 1) {
    await nextTurn();
    turns.push(taken());
  }
  expect(turns.join('')).toBe(`${'x'.repeat(FRAMES_AT_ONCE)}aa`);
});

it('whoever is gone is not asked', async () => {
  const { turns, peer, taken } = line(TURN_MS);
  peer('x', 2);
  const [few, many] = [peer('a', 1), peer('b', 100)];
  turns.leave(few);
  turns.leave(many);
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  expect(taken()).toBe('xx');
});
