import { expect, test } from 'vitest';
import type { PickedFile } from '../../../protocol/files';
import { FILES_PER_MESSAGE_MAX } from '../../../protocol/limits';
import { canSend, troubleOf } from './staged';

const file = (patch: Partial<PickedFile> = {}): PickedFile => ({
  ...{ token: 'T'.repeat(22), name: 'a.txt', size: 100, type: 'text/plain' },
  ...patch,
});

test('what is larger than the server takes is told before it is sent', () => {
  expect(troubleOf(file(), 100)).toBeNull();
  expect(troubleOf(file(), 99)).toBe('too-large');
  expect(troubleOf(file({ problem: 'no-file' }), 99)).toBe('no-file');
});

test('one that cannot go holds all of them back', () => {
  expect(canSend([file()], 100)).toBe(true);
  expect(canSend([file(), file({ size: 101 })], 100)).toBe(false);
  expect(canSend([], 100)).toBe(false);
  expect(canSend(Array(FILES_PER_MESSAGE_MAX).fill(file()), 100)).toBe(true);
  expect(canSend(Array(FILES_PER_MESSAGE_MAX + 1).fill(file()), 100)).toBe(false);
});
