import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Plainly } from './Plainly';

const Breaks = (): never => {
  throw new Error('a mistake of a parser');
};

it('shows a message that cannot be drawn as it was typed, and the others as ever', () => {
  // React reports what it caught.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const shown = render(
    <>
      <Plainly text="**a**">
        <Breaks />
      </Plainly>
      <Plainly text="**b**">
        <strong>b</strong>
      </Plainly>
    </>,
  ).container;
  expect(shown.querySelector('p')?.textContent).toBe('**a**');
  expect(shown.querySelector('strong')?.textContent).toBe('b');
});
