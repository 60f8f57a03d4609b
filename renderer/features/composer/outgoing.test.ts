import { describe, expect, it } from 'vitest';
import { createOutgoing } from './outgoing';

/** A store whose answers are given by hand. */
const rig = (value: string) => {
  const field = { value };
  const asked: { text: string; as: string; answer: (kept: boolean) => Promise<void> }[] = [];
  let cleared = 0;
  const outgoing = createOutgoing({
    field,
    store: (text, as) => {
      let resolve: (kept: boolean) => void = () => {};
      const promise = new Promise<boolean>((done) => {
        resolve = done;
      });
      const answer = async (kept: boolean) => {
        resolve(kept);
        await promise;
        await Promise.resolve();
      };
      asked.push({ text, as, answer });
      return promise;
    },
    cleared: () => {
      cleared++;
    },
  });
  return { field, asked, outgoing, cleared: () => cleared };
};

describe('what is sent', () => {
  it('stays in the field until it is stored', async () => {
    const { field, asked, outgoing } = rig('안녕하세요');
    outgoing.send();
    expect(field.value).toBe('안녕하세요');
    await asked[0]?.answer(true);
    expect(field.value).toBe('');
  });

  it('stays in the field when it could not be stored', async () => {
    const { field, asked, outgoing, cleared } = rig('안녕');
    outgoing.send();
    await asked[0]?.answer(false);
    expect(field.value).toBe('안녕');
    expect(cleared()).toBe(0);
    outgoing.send();
    expect(asked).toHaveLength(2);
  });

  it('is stored as what it was sent, and the second press too', async () => {
    const { field, asked, outgoing } = rig('하나');
    outgoing.send();
    field.value = '하나둘';
    outgoing.send('announcement');
    await asked[0]?.answer(true);
    expect(asked.map(({ text, as }) => [text, as])).toEqual([
      ['하나', 'message'],
      ['둘', 'announcement'],
    ]);
  });

  it('leaves what was typed meanwhile', async () => {
    const { field, asked, outgoing } = rig('안녕');
    outgoing.send();
    field.value = '안녕ㅎ';
    expect(outgoing.rest()).toBe('ㅎ');
    await asked[0]?.answer(true);
    expect(field.value).toBe('ㅎ');
  });

  it('leaves a text that was changed otherwise alone', async () => {
    const { field, asked, outgoing } = rig('안녕');
    outgoing.send();
    field.value = '다른 말';
    await asked[0]?.answer(true);
    expect(field.value).toBe('다른 말');
  });

  it('is not taken out while a syllable is being composed', async () => {
    const { field, asked, outgoing } = rig('안녕');
    outgoing.send();
    outgoing.composing(true);
    field.value = '안녕하';
    await asked[0]?.answer(true);
    expect(field.value).toBe('안녕하');
    expect(outgoing.rest()).toBe('하');
    outgoing.composing(false);
    expect(field.value).toBe('하');
  });

  it('is sent once however often Enter is pressed', async () => {
    const { asked, outgoing } = rig('안녕');
    outgoing.send();
    outgoing.send();
    await asked[0]?.answer(true);
    outgoing.send();
    expect(asked.map(({ text }) => text)).toEqual(['안녕']);
  });

  it('is followed by what was added and sent meanwhile', async () => {
    const { field, asked, outgoing } = rig('하나');
    outgoing.send();
    field.value = '하나둘';
    outgoing.send();
    expect(asked).toHaveLength(1);
    await asked[0]?.answer(true);
    expect(asked.map(({ text }) => text)).toEqual(['하나', '둘']);
    await asked[1]?.answer(true);
    expect(field.value).toBe('');
  });

  it('is nothing when the field holds only space', () => {
    const { asked, outgoing } = rig('  \n ');
    outgoing.send();
    expect(asked).toHaveLength(0);
  });
});
