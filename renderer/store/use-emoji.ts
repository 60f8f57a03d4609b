import { plainEmoji, type SkinTone } from '../../protocol/emoji';
import { RECENT_EMOJI_MAX } from '../../protocol/limits';
import { actions } from './actions';
import { useStore } from './store';

const change = (patch: Parameters<typeof actions.updateSettings>[0]): void =>
  void actions.updateSettings(patch).catch(() => {});

/** The newest first, each once. */
export const withRecent = (recent: readonly string[], emoji: string): string[] =>
  [emoji, ...recent.filter((one) => one !== emoji)].slice(0, RECENT_EMOJI_MAX);

/**
 * Everything that the emoji picker (ui/emoji/EmojiPopover) wants to know and to be remembered:
 * `<EmojiPopover {...useEmoji(react)} trigger={…} />`.
 */
export const useEmoji = (onPick: (emoji: string) => void) => {
  const recent = useStore(({ settings }) => settings.recentEmoji);
  const skinTone = useStore(({ settings }) => settings.skinTone);
  return {
    recent,
    skinTone,
    onSkinTone: (tone: SkinTone): void => change({ skinTone: tone }),
    onPick: (picked: string): void => {
      const emoji = plainEmoji(picked);
      change({ recentEmoji: withRecent(useStore.getState().settings.recentEmoji, emoji) });
      onPick(emoji);
    },
  };
};
