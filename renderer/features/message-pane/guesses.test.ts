import { describe, expect, it } from 'vitest';
import type { Message } from '../../../protocol/apply-change';
import { posted } from '../../store/fixtures';
import { createGuesses } from './guesses';
import type { Row } from './rows';

const row = (more: Partial<Message> = {}): Row => ({
  kind: 'message',
  key: 's7',
  head: false,
  event: { ...(posted(7) as Message), ...more },
});

describe('guesses of heights', () => {
  it('stay what they were when a line that was not measured changes', () => {
    const guess = createGuesses();
    const before = guess(row(), 'cozy');
    const reactions = [{ emoji: '👍', users: ['k'] }];
    expect(guess(row({ reactions, text: 'a\nb\nc' }), 'cozy')).toBe(before);
    expect(createGuesses()(row({ reactions }), 'cozy')).toBeGreaterThan(before);
  });

  it('are other ones in another density', () => {
    const guess = createGuesses();
    const head = { ...row(), head: true } as Row;
    expect(guess(head, 'cozy')).toBeGreaterThan(guess(head, 'compact'));
  });
});
