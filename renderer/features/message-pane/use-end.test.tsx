/** Whoever is at the end of a room stays there, and nobody else is taken to it. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { RoomView } from '../../../protocol/views';
import type { Row } from './rows';
import { useEnd } from './use-end';

afterEach(cleanup);

const rowsOf = (keys: string) => [...keys].map((key) => ({ kind: 'unread', key }) as Row);

interface Scene {
  rows: readonly Row[];
  newer?: boolean;
  offset?: number;
  atEnd?: boolean;
}

/** How often it was sent to the end, after it had this and then that. */
function sentToEnd(first: Scene, then: Scene): number {
  const scrollToEnd = vi.fn();
  const useScene = ({ rows, newer = false, offset = 100, atEnd = true }: Scene) => {
    const list = {
      scrollRect: { width: 300, height: 400 },
      scrollOffset: offset,
      isAtEnd: () => atEnd,
      scrollToEnd,
    } as unknown as Virtualizer<HTMLDivElement, HTMLLIElement>;
    const room = { id: 'lobby' } as RoomView;
    return useEnd({ server: 's1', room, rows, list, newer, pending: [] });
  };
  const { rerender } = renderHook(useScene, { initialProps: first });
  scrollToEnd.mockClear();
  rerender(then);
  return scrollToEnd.mock.calls.length;
}

test('when more comes at once than the window holds, the end is shown', () => {
  expect(sentToEnd({ rows: rowsOf('abc') }, { rows: rowsOf('xyz'), atEnd: false })).toBe(1);
});

test('what follows on what is there is left to the list', () => {
  expect(sentToEnd({ rows: rowsOf('abc') }, { rows: rowsOf('bcd') })).toBe(0);
  expect(sentToEnd({ rows: rowsOf('abc') }, { rows: rowsOf('bcd'), atEnd: false })).toBe(0);
});

test('who reads further up, or was taken elsewhere, stays there', () => {
  const far = { rows: rowsOf('xyz'), atEnd: false };
  expect(sentToEnd({ rows: rowsOf('abc'), atEnd: false }, far)).toBe(0);
  expect(sentToEnd({ rows: rowsOf('abc') }, { ...far, newer: true })).toBe(0);
});
