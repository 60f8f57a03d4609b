import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { safetyWords } from '../../../protocol/safety-words';
import type { Question } from '../../../protocol/views';
import { startI18n } from '../../i18n';
import { TooltipProvider } from '../../ui/Tooltip';
import { QuestionPanel } from './QuestionPanel';

const OLD = 'Zt3fJm0dQkq1rXx9v3nYb2cLwPz8uHsT5aGeKiOy7Ds';
const NEW = 'Ab3fJm0dQkq1rXx9v3nYb2cLwPz8uHsT5aGeKiOy7Ds';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const ask = (question: Question) => {
  const onAnswer = vi.fn();
  const onCancel = vi.fn();
  const panel = (asked: Question) => (
    <TooltipProvider>
      <QuestionPanel question={asked} server="Class" onAnswer={onAnswer} onCancel={onCancel} />
    </TooltipProvider>
  );
  const { rerender } = render(panel(question));
  return {
    onAnswer,
    onCancel,
    user: userEvent.setup(),
    again: (next: Question) => rerender(panel(next)),
  };
};
const button = (name: string) => screen.getByRole('button', { name });

describe('a changed key', () => {
  const question: Question = { kind: 'key-changed', server: 'Class', known: OLD, fingerprint: NEW };

  it('names the old and the new words, and is left by Enter without connecting', async () => {
    const { onAnswer, onCancel, user } = ask(question);
    expect(document.body.textContent).toContain(safetyWords(OLD, 'en').join(' · '));
    expect(document.body.textContent).toContain(safetyWords(NEW, 'en').join(' · '));
    expect(document.activeElement).toBe(button('Don’t connect'));
    await user.keyboard('{Enter}');
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('is left by Esc, before and after comparing', async () => {
    const { onCancel, onAnswer, user } = ask(question);
    await user.keyboard('{Escape}');
    await user.click(button('Compare words with the host'));
    await user.keyboard('{Escape}');
    expect(onCancel).toHaveBeenCalledTimes(2);
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('offers trust only after the words were compared, and repeats the fingerprint shown', async () => {
    const { onAnswer, user } = ask(question);
    expect(screen.queryByRole('button', { name: 'Trust the new key' })).toBeNull();
    await user.click(button('Compare words with the host'));
    expect(document.activeElement).toBe(button('Don’t connect'));
    await user.click(button('Trust the new key'));
    expect(onAnswer).toHaveBeenCalledWith({ kind: 'trust', fingerprint: NEW });
  });
});

describe('a password', () => {
  it('keeps the focus after a wrong one, with its text selected', async () => {
    const { onAnswer, user, again } = ask({ kind: 'password', wrong: false });
    const field = screen.getByLabelText<HTMLInputElement>('Password');
    await user.type(field, 'pear{Enter}');
    expect(onAnswer).toHaveBeenCalledWith({ kind: 'password', password: 'pear' });
    again({ kind: 'password', wrong: true });
    expect(screen.getByRole('alert').textContent).toBe('That password isn’t right.');
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 4]);
  });

  it('counts down after too many, and sends nothing meanwhile', async () => {
    vi.useFakeTimers();
    try {
      const { onAnswer } = ask({ kind: 'password', wrong: true, retryAfterMs: 30_000 });
      const alert = () => screen.queryByRole('alert')?.textContent;
      expect(alert()).toContain('30 seconds');
      await act(() => vi.advanceTimersByTimeAsync(28_600));
      expect(alert()).toContain('in 2 seconds');
      await act(() => vi.advanceTimersByTimeAsync(1000));
      expect(alert()).toContain('in 1 second.');
      screen.getByLabelText('Password').closest('form')?.requestSubmit();
      expect(onAnswer).not.toHaveBeenCalled();
      await act(() => vi.advanceTimersByTimeAsync(1000));
      expect(alert()).toBe('That password isn’t right.');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the others', () => {
  it('a taken name offers the free one first, then another of my own', async () => {
    const { onAnswer, user } = ask({ kind: 'name-taken', name: 'Ji', suggestion: 'Ji2' });
    expect(document.activeElement).toBe(button('Use Ji2'));
    await user.keyboard('{Enter}');
    expect(onAnswer).toHaveBeenLastCalledWith({ kind: 'name', name: 'Ji2' });
    await user.click(button('Change'));
    await user.keyboard('Hoon{Enter}');
    expect(onAnswer).toHaveBeenLastCalledWith({ kind: 'name', name: 'Hoon' });
  });

  it('a name that nobody may have says why, and offers another', async () => {
    const suggestion = 'Calm Whale';
    const { onAnswer, user } = ask({
      kind: 'name-taken',
      name: 'Host',
      suggestion,
      reserved: true,
    });
    screen.getByText(/Host reads as the host or the server.*How about Calm Whale/);
    await user.keyboard('{Enter}');
    expect(onAnswer).toHaveBeenLastCalledWith({ kind: 'name', name: suggestion });
  });

  it('a first visit shows the words and trusts exactly that key', async () => {
    const { onAnswer, user } = ask({ kind: 'first-visit', server: 'Class', fingerprint: OLD });
    screen.getByText(safetyWords(OLD, 'en').join(' · '));
    await user.click(button('Connect'));
    expect(onAnswer).toHaveBeenCalledWith({ kind: 'trust', fingerprint: OLD });
  });

  it('an unencrypted server is only entered by saying so', async () => {
    const { onAnswer, onCancel, user } = ask({ kind: 'plain' });
    await user.keyboard('{Escape}');
    expect(onCancel).toHaveBeenCalledOnce();
    await user.click(button('Connect anyway'));
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith({ kind: 'plain' });
  });
});
