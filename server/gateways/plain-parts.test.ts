/** The parts that plain wires share: taking in, cutting, writing. */

import { describe, expect, it } from 'vitest';
import {
  FLOOD_DROPPED_MESSAGES,
  FLOOD_QUIET_MS,
  LINE_MAX_BYTES,
  PACED_HELD_MAX_BYTES,
  PLAIN_QUEUE_MESSAGES,
  SEND_QUEUE_MAX_BYTES,
} from '../../protocol/limits';
import { fc } from '../../protocol/testing/property';
import { Charset, unfinishedBytes } from './charset';
import { encodeCp949 } from './cp949';
import { cutToBytes, cutToChars } from './cut';
import { Intake } from './intake';
import { PacedWriter } from './paced-writer';
import { ProgramLines } from './program-lines';

describe('taking in', () => {
  function slow() {
    let now = 0;
    const carried: string[] = [];
    const gates: (() => void)[] = [];
    let floods = 0;
    let done = 0;
    const intake = new Intake<string>({
      carryOut: (item) =>
        new Promise((resolve) => {
          carried.push(item);
          gates.push(resolve);
        }),
      done: () => {
        done += 1;
      },
      flooded: () => {
        floods += 1;
      },
      now: () => now,
    });
    return {
      intake,
      carried,
      get floods() {
        return floods;
      },
      get done() {
        return done;
      },
      wait(ms: number) {
        now += ms;
      },
      async answerAll() {
        for (let gate = gates.shift(); gate; gate = gates.shift()) {
          gate();
          await Promise.resolve();
          await Promise.resolve();
        }
      },
    };
  }
  const some = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `m${from + i}`);

  it('carries out in order, one after another, and loses nothing that has a place', async () => {
    const one = slow();
    one.intake.add(some(PLAIN_QUEUE_MESSAGES));
    expect(one.carried).toEqual(['m0']);
    await one.answerAll();
    expect(one.carried).toEqual(some(PLAIN_QUEUE_MESSAGES));
    one.intake.finish();
    expect(one.done).toBe(1);
  });

  it('drops what has no place; a flood is deaf until it was silent', async () => {
    const one = slow();
    one.intake.add(['now']);
    one.intake.add(some(PLAIN_QUEUE_MESSAGES + FLOOD_DROPPED_MESSAGES - 1));
    expect(one.intake.listens()).toBe(true);
    one.intake.add(['too much']);
    expect(one.floods).toBe(1);
    expect(one.intake.listens()).toBe(false);
    await one.answerAll();
    expect(one.carried).toEqual(['now', ...some(PLAIN_QUEUE_MESSAGES)]);
    one.wait(FLOOD_QUIET_MS - 1);
    expect(one.intake.listens()).toBe(false);
    one.wait(FLOOD_QUIET_MS);
    expect(one.intake.listens()).toBe(true);
    one.intake.add(['hello again']);
    expect(one.carried.at(-1)).toBe('hello again');
  });

  it('keeps one of what a flood repeats, also when it comes in one piece', async () => {
    const one = slow();
    const same = Array<string>(PLAIN_QUEUE_MESSAGES + FLOOD_DROPPED_MESSAGES).fill('bye');
    one.intake.add(['hello', ...same]);
    await one.answerAll();
    expect(one.carried).toEqual(['hello', 'bye']);
  });

  it('forgives what was dropped once the rest is carried out', async () => {
    const one = slow();
    for (let n = 0; n < 5; n += 1) {
      one.intake.add(some(PLAIN_QUEUE_MESSAGES + FLOOD_DROPPED_MESSAGES - 2));
      await one.answerAll();
    }
    expect(one.floods).toBe(0);
  });

  it('ends a wait when it is stopped', async () => {
    const one = slow();
    const waited = one.intake.wait(1_000_000);
    one.intake.stop();
    await waited;
    expect(one.intake.listens()).toBe(false);
  });
});

describe('lines of programs', () => {
  it('are the same however they are cut', () => {
    const text = fc.array(fc.constantFrom('a', '가', '\n', '\r\n', ' '), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(9), { minLength: 1 }), (parts, sizes) => {
        const bytes = Buffer.from(parts.join(''));
        const reader = new ProgramLines();
        const lines: string[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = 1 + (sizes[i % sizes.length] as number);
          lines.push(...reader.push(bytes.subarray(at, at + size)).map(String));
          at += size;
        }
        lines.push(...reader.rest().map(String));
        const wanted = bytes.toString().split(/\r?\n/);
        if (wanted.at(-1) === '') wanted.pop();
        expect(lines.filter(Boolean)).toEqual(wanted.filter(Boolean));
      }),
    );
  });
  it('over the limit are dropped whole, and nothing of them is kept', () => {
    const reader = new ProgramLines();
    for (let n = 0; n < 100; n += 1) {
      expect(reader.push(Buffer.alloc(LINE_MAX_BYTES, 'x'))).toEqual([]);
    }
    expect(reader.push(Buffer.from('x\nok\n')).map(String)).toEqual(['ok']);
  });
});

describe('cutting', () => {
  it('keeps all characters, none of them cut, within the limit', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 20 }), (whole, limit) => {
        const bytes = cutToBytes(whole, limit);
        expect(bytes.join('')).toBe(whole);
        for (const piece of bytes) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
          expect(Buffer.from(piece).toString()).toBe(piece);
        }
        const chars = cutToChars(whole, limit);
        expect(chars.join('')).toBe(whole);
        for (const piece of chars) expect(piece.length).toBeLessThanOrEqual(limit);
      }),
    );
  });
  it('an unfinished character is found at the end, and only there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (text) => {
        const bytes = Buffer.from(text);
        expect(unfinishedBytes(bytes)).toBe(0);
        const last = [...text].at(-1);
        const size = last === undefined ? 0 : Buffer.byteLength(last);
        for (let cut = 1; cut < size; cut += 1) {
          expect(unfinishedBytes(bytes.subarray(0, bytes.length - cut))).toBe(size - cut);
        }
      }),
    );
  });
});

describe('a charset', () => {
  it('is UTF-8 until bytes come that are CP949 and no UTF-8', () => {
    const charset = new Charset();
    expect(charset.decode(Buffer.from('안녕'))).toBe('안녕');
    expect(charset.encode('가')).toEqual(Buffer.from('가'));
    expect(charset.decode(Buffer.of(0xff, 0x00, 0x61))).toContain('a');
    expect(charset.cp949).toBe(false);
    expect(charset.decode(encodeCp949('뷁'))).toBe('뷁');
    expect(charset.encode('가')).toEqual(Buffer.of(0xb0, 0xa1));
  });
});

describe('writing with pauses', () => {
  function wire(limit = SEND_QUEUE_MAX_BYTES) {
    const writes: string[] = [];
    let pending: Buffer[] = [];
    return {
      writes,
      queued: 0,
      write(bytes: Buffer) {
        pending.push(bytes);
        return bytes.length <= limit;
      },
      flush() {
        writes.push(Buffer.concat(pending).toString());
        pending = [];
      },
      get unflushed() {
        return Buffer.concat(pending).toString();
      },
    };
  }
  const units = (...texts: string[]) => texts.map((text) => Buffer.from(text));

  it('one read takes no more than it can, and no unit is cut', async () => {
    const out = wire();
    const writer = new PacedWriter(out, { bytes: 10, apart: false });
    expect(writer.write(units('aaaa\n', 'bbbb\n', 'cccc\n', 'long long long\n'))).toBe(true);
    expect(out.writes).toEqual(['aaaa\n', 'bbbb\n']);
    await expect.poll(() => out.writes.length, { timeout: 15_000 }).toBe(4);
    expect(out.writes.slice(2)).toEqual(['cccc\n', 'long long long\n']);
    writer.stop();
  });
  it('one by one where two could not be told apart, until too many wait', async () => {
    const out = wire();
    const writer = new PacedWriter(out, { bytes: 10, apart: true });
    writer.write(units('a', 'b'));
    expect(out.writes).toEqual(['a']);
    await expect.poll(() => out.writes.length, { timeout: 15_000 }).toBe(2);
    writer.write(units(...Array<string>(500).fill('x')));
    await expect.poll(() => out.writes.join(''), { timeout: 15_000 }).toBe(`ab${'x'.repeat(500)}`);
    expect(out.writes.every((write) => write.length <= 10)).toBe(true);
    expect(out.writes.length).toBeLessThan(150);
    writer.stop();
  });
  it('gives the pauses up in a burst, before it takes a reader for slow', () => {
    const out = wire();
    const writer = new PacedWriter(out, { bytes: 1000, apart: true });
    const unit = Buffer.alloc(1000, 'x');
    expect(writer.write(Array<Buffer>(1000).fill(unit))).toBe(true);
    const written = () => out.writes.join('').length;
    expect(1_000_000 - written()).toBeLessThanOrEqual(PACED_HELD_MAX_BYTES);
    writer.rest();
    expect(written() + out.unflushed.length).toBe(1_000_000);
  });
  it('holds no more than its queue, what the socket has not taken included', () => {
    const out = wire();
    const writer = new PacedWriter(out, { bytes: 1000, apart: true });
    out.queued = SEND_QUEUE_MAX_BYTES - 3000;
    const unit = Buffer.alloc(1000, 'x');
    expect(writer.write([unit, unit, unit])).toBe(true);
    expect(writer.write([unit])).toBe(true);
    expect(writer.write([unit])).toBe(false);
    writer.stop();
  });
});
