/** One Tab stop, arrows between lines, and a focus that is taken at once or not at all. */
import type { Virtualizer } from '@tanstack/react-virtual';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import type { Row } from './rows';
import { useRoving } from './use-roving';

afterEach(cleanup);

const rowsOf = (keys: string) => [...keys].map((key) => ({ kind: 'unread', key }) as Row);
const ROWS = rowsOf('abc');

interface LinesProps {
  news?: string;
  rows?: readonly Row[];
  /** Indices of the first and the last line on screen. */
  from?: number;
  to?: number;
  sent?: (index: number) => void;
}

const Lines = ({ news = '', rows = ROWS, from = 0, to = 2, sent = () => {} }: LinesProps) => {
  const shown = rows.map(({ key }, index) => ({ key, index })).slice(from, to + 1);
  const list = {
    getVirtualItems: () => shown,
    scrollElement: document.body,
    scrollToIndex: sent,
    measurementsCache: [],
  } as unknown as Virtualizer<HTMLDivElement, HTMLLIElement>;
  const { stop, setKey, onKeyDown } = useRoving(rows, list, () => false);
  return (
    <>
      <ul onKeyDown={onKeyDown}>
        {shown.map(({ key, index }) => (
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

test('the end is reached although a page of older lines comes on the way', async () => {
  const sent: number[] = [];
  const rest = { sent: (index: number) => sent.push(index) };
  const rows = rowsOf('abcdef');
  const { rerender } = render(<Lines {...rest} rows={rows} to={2} />);
  await userEvent.tab();
  await userEvent.keyboard('{Home}{End}');
  expect(sent).toEqual([0, 5]);
  // three lines more before them: what was the last index is another line
  const more = rowsOf('xyzabcdef');
  rerender(<Lines {...rest} rows={more} from={3} to={5} />);
  expect(sent).toEqual([0, 5, 8]);
  rerender(<Lines {...rest} rows={more} from={6} to={8} />);
  expect(focused()).toBe('f');
  rerender(<Lines {...rest} rows={rowsOf('xyzabcdefg')} from={6} to={9} />);
  expect(sent).toEqual([0, 5, 8]);
});
