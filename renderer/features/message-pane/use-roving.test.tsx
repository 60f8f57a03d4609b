/** One Tab stop, arrows between lines, and a focus that is taken at once or not at all. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { Row } from './rows';
import { useRoving } from './use-roving';

afterEach(cleanup);

const ROWS = ['a', 'b', 'c'].map((key) => ({ kind: 'unread', key }) as Row);

const Lines = ({ news = '' }: { news?: string }) => {
  const list = {
    getVirtualItems: () => ROWS.map(({ key }, index) => ({ key, index })),
    scrollElement: document.body,
    scrollToIndex: () => {},
    measurementsCache: [],
  } as unknown as Virtualizer<HTMLDivElement, HTMLLIElement>;
  const { stop, setKey, onKeyDown } = useRoving(ROWS, list, () => false);
  return (
    <>
      <ul onKeyDown={onKeyDown}>
        {ROWS.map(({ key }, index) => (
          <li
            key={key}
            data-index={index}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setKey(key)}
          >
            {key}
          </li>
        ))}
      </ul>
      <textarea />
      <p>{news}</p>
    </>
  );
};
const focused = () => document.activeElement?.textContent;

test('one Tab stop: the last line at first, then the one that was left', async () => {
  render(<Lines />);
  await userEvent.tab();
  expect(focused()).toBe('c');
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toBe('b');
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  await userEvent.tab({ shift: true });
  expect(focused()).toBe('b');
  await userEvent.keyboard('{Home}{End}{ArrowDown}');
  expect(focused()).toBe('c');
});

test('an arrow beyond the first line does not take the focus later', async () => {
  const { rerender } = render(<Lines />);
  await userEvent.tab();
  await userEvent.keyboard('{Home}{ArrowUp}');
  expect(focused()).toBe('a');
  await userEvent.tab();
  rerender(<Lines news="somebody wrote" />);
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
