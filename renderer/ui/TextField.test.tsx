import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { TextField } from './TextField';

afterEach(cleanup);

/** A form whose field React holds, as dialogs have it. */
const Ask = ({ onSend, busy = false }: { onSend: (text: string) => void; busy?: boolean }) => {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text);
      }}
    >
      <TextField label="Name" value={text} onChange={(event) => setText(event.target.value)} />
      <button type="submit" disabled={busy}>
        Save
      </button>
    </form>
  );
};

const aMoment = () => new Promise((resolve) => setTimeout(resolve));

it('sends the whole word on one Enter in the middle of a syllable', async () => {
  const onSend = vi.fn();
  render(<Ask onSend={onSend} />);
  const field = screen.getByLabelText('Name');
  fireEvent.compositionStart(field, { data: '' });
  fireEvent.compositionUpdate(field, { data: '민' });
  fireEvent.change(field, { target: { value: '김민' } });
  fireEvent.keyDown(field, { key: 'Process', code: 'Enter', keyCode: 229, isComposing: true });
  expect(onSend).not.toHaveBeenCalled();
  fireEvent.compositionEnd(field, { data: '민' });
  // Windows may tell of the same press a second time.
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 13 });
  fireEvent.keyUp(field, { key: 'Enter', code: 'Enter' });
  await aMoment();
  expect(onSend.mock.calls).toEqual([['김민']]);
});

it('leaves Enter to the candidates of other languages', async () => {
  const onSend = vi.fn();
  render(<Ask onSend={onSend} />);
  const field = screen.getByLabelText('Name');
  fireEvent.compositionStart(field, { data: '' });
  fireEvent.compositionUpdate(field, { data: 'にほん' });
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true });
  fireEvent.compositionEnd(field, { data: '日本' });
  await aMoment();
  expect(onSend).not.toHaveBeenCalled();
});

it('does not send a form whose button is disabled', () => {
  const onSend = vi.fn();
  render(<Ask onSend={onSend} busy />);
  fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'Enter', code: 'Enter', keyCode: 13 });
  expect(onSend).not.toHaveBeenCalled();
});
