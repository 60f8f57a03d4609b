/** Where the focus goes when a list slides over the pane, and when what had it is gone. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { registerComposer } from '../../store/actions/ports';
import { useFocusKept } from './use-focus-kept';
import { useSheetFocus } from './use-sheet-focus';

let stop: () => void;
beforeEach(() => {
  stop = registerComposer({ insert: () => {}, focus: () => screen.getByRole('textbox').focus() });
});
afterEach(() => {
  stop();
  cleanup();
});

describe('a list over the pane', () => {
  const Screen = ({ open, opener = true }: { open: boolean; opener?: boolean }) => {
    const list = useRef<HTMLElement>(null);
    useSheetFocus(open, list);
    return (
      <>
        <nav ref={list}>
          <button type="button">New room</button>
          <ul>
            <li>
              <button type="button">lobby</button>
            </li>
            <li>
              <button type="button" aria-current="page">
                design
              </button>
            </li>
          </ul>
        </nav>
        {opener && <button type="button">Show the rooms</button>}
        <textarea />
      </>
    );
  };
  const button = (name: string) => screen.getByRole('button', { name });

  test('it takes the focus to where one is, and gives it back', () => {
    const { rerender } = render(<Screen open={false} />);
    button('Show the rooms').focus();
    rerender(<Screen open />);
    expect(document.activeElement).toBe(button('design'));
    rerender(<Screen open={false} />);
    expect(document.activeElement).toBe(button('Show the rooms'));
  });

  test('what opened it is gone: one writes', () => {
    const { rerender } = render(<Screen open={false} />);
    button('Show the rooms').focus();
    rerender(<Screen open />);
    rerender(<Screen open={false} opener={false} />);
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  test('who went elsewhere meanwhile stays there', () => {
    const { rerender } = render(<Screen open={false} />);
    button('Show the rooms').focus();
    rerender(<Screen open />);
    screen.getByRole('textbox').focus();
    rerender(<Screen open={false} />);
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });
});

describe('what had the focus is gone', () => {
  const Screen = ({ bar, ask }: { bar: boolean; ask?: boolean }) => {
    useFocusKept();
    return (
      <>
        {bar && <button type="button">Unpin</button>}
        {ask && <div role="dialog" aria-label="Sure?" />}
        <textarea />
      </>
    );
  };
  const button = () => screen.getByRole('button');
  /** The page has changed, and longer has passed than the focus is waited for. */
  const later = async () => {
    await Promise.resolve();
    vi.advanceTimersByTime(1_000);
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('who came with the keyboard writes', async () => {
    const { rerender } = render(<Screen bar />);
    fireEvent.keyDown(button(), { key: 'Enter' });
    button().focus();
    rerender(<Screen bar={false} />);
    expect(document.activeElement).toBe(document.body);
    await later();
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  test('who came with the mouse, or has a question to answer, is left alone', async () => {
    const { rerender } = render(<Screen bar />);
    fireEvent.pointerDown(button());
    button().focus();
    rerender(<Screen bar={false} />);
    await later();
    expect(document.activeElement).toBe(document.body);
    rerender(<Screen bar />);
    fireEvent.keyDown(button(), { key: 'Enter' });
    button().focus();
    rerender(<Screen bar={false} ask />);
    await later();
    expect(document.activeElement).toBe(document.body);
  });
});
