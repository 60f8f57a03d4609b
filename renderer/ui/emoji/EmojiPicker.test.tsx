/** The picker as it is used: the field keeps the focus, the grid follows a moment later. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n';
import EmojiPicker from './EmojiPicker';
import { loadEmoji } from './emoji-data';
import { firstFound, queryOf } from './emoji-search';

beforeAll(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  startI18n('ko');
  await loadEmoji();
});

/** The library looks through all emoji when it has time. */
const SLOW = { timeout: 30_000 };

const onPick = vi.fn();
beforeEach(() => {
  onPick.mockReset();
  render(<EmojiPicker onPick={onPick} recent={[]} skinTone="none" onSkinTone={() => {}} />);
});
afterEach(cleanup);

const field = () => screen.getByRole('searchbox');

describe('Enter in the emoji picker', () => {
  it('right after the last letter takes the first that is found, not the first there is', async () => {
    const { entries, groups } = await loadEmoji();
    const first = firstFound({ entries, groups }, 'rocket', 'ko');
    expect(first?.words).toContain('rocket');
    await userEvent.type(field(), 'rocket{Enter}');
    await waitFor(() => expect(onPick).toHaveBeenCalledWith(first?.emoji), SLOW);
    expect(onPick).toHaveBeenCalledTimes(1);
  });

  it('takes nothing when nothing is found or asked for', async () => {
    await userEvent.type(field(), '{Enter}');
    await userEvent.type(field(), '없는이모지{Enter}');
    await loadEmoji();
    expect(onPick).not.toHaveBeenCalled();
  });

  it.each(['하트', 'ㅊㅎ', 'smile', 'cat', '집'])(
    'takes for %s what the grid begins with',
    async (query) => {
      const { entries, groups } = await loadEmoji();
      const first = firstFound({ entries, groups }, queryOf(entries, query), 'ko');
      await userEvent.type(field(), query);
      // the foot tells what the grid stands at, once it has followed
      await screen.findAllByText(first?.emoji ?? 'none', {}, SLOW);
      await userEvent.keyboard('{Enter}');
      expect(onPick).toHaveBeenCalledWith(first?.emoji);
    },
  );
});
