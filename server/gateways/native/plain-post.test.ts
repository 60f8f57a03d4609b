import { describe, expect, it } from 'vitest';
import { clientFrame } from '../../../protocol/envelopes';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import { fc } from '../../../protocol/testing/property';
import { plainPost } from './plain-post';

const POST = { t: 'cmd', id: 'c1', n: 7, cmd: { verb: 'post', room: 'lobby', text: '안녕' } };
const { n: _, ...UNNUMBERED } = POST;

/** Anything in the place of anything, and more beside it. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 1, 1.5, -1, 2 ** 53, '', 'post', 'edit', 'cmd', [], {}),
  fc.constantFrom<unknown>('lobby', 'rAbcdefghij', 'dAbcdefghij', 'kitchen', 'r', 'x'.repeat(41)),
  fc.constantFrom<unknown>('x'.repeat(MESSAGE_MAX_CHARS), 'x'.repeat(MESSAGE_MAX_CHARS + 1)),
  fc.jsonValue(),
);
const field = fc.constantFrom('t', 'id', 'n', 'cmd', 'verb', 'room', 'text', 'reply', 'files', 'x');
const changes = fc.array(fc.record({ inner: fc.boolean(), field, value: odd }), { maxLength: 3 });

describe('a plain post', () => {
  it('is known without the schema, numbered or not', () => {
    for (const frame of [POST, UNNUMBERED]) expect(plainPost(frame)).toBe(frame);
  });

  it('with anything beside its text is left to the schema', () => {
    for (const more of [{ reply: 3 }, { announce: true }, { files: ['f'] }, { other: 1 }]) {
      expect(plainPost({ ...POST, cmd: { ...POST.cmd, ...more } })).toBeNull();
    }
    expect(plainPost({ ...POST, other: 1 })).toBeNull();
  });

  it('is what the schema says it is, whatever comes', () => {
    let known = 0;
    fc.assert(
      fc.property(changes, (list) => {
        const frame: Record<string, unknown> = structuredClone(POST);
        for (const { inner, field, value } of list) {
          const into = inner ? frame.cmd : frame;
          if (typeof into === 'object' && into !== null)
            Object.assign(into, { [field]: structuredClone(value) });
        }
        // as it comes over the wire
        const value: unknown = JSON.parse(JSON.stringify(frame));
        const post = plainPost(value);
        if (!post) return;
        known += 1;
        expect(clientFrame.parse(value)).toEqual(post);
      }),
      { numRuns: 20_000 },
    );
    expect(known).toBeGreaterThan(1_000);
  });
});
