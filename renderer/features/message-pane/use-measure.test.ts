// @vitest-environment jsdom
import { Virtualizer } from '@tanstack/react-virtual';
import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useMeasure } from './use-measure';

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** A list whose reader scrolls, and a line of it that has just come. */
const scene = () => {
  vi.stubGlobal('ResizeObserver', Observer);
  const scroller = document.body.appendChild(document.createElement('div'));
  const line = scroller.appendChild(document.createElement('li'));
  line.dataset.index = '0';
  Object.defineProperty(line, 'offsetHeight', { value: 44 });
  const list = new Virtualizer<HTMLDivElement, HTMLLIElement>({
    count: 3,
    getScrollElement: () => scroller,
    estimateSize: () => 30,
    observeElementRect: (_list, tell) => tell({ width: 400, height: 300 }),
    observeElementOffset: (_list, tell) => tell(0, false),
    scrollToFn: () => {},
  });
  list._willUpdate();
  list.isScrolling = true;
  const size = () => list.getVirtualItems()[0]?.size;
  expect(size()).toBe(30);
  return { list, line, size };
};

it('a line that comes while one scrolls is measured at once', () => {
  const { list, line, size } = scene();
  renderHook(() => useMeasure(list)).result.current(line);
  expect(size()).toBe(44);
  expect(list.isScrolling).toBe(true);
});

it('which the list by itself would leave for later', () => {
  const { list, line, size } = scene();
  list.measureElement(line);
  expect(size()).toBe(30);
});
