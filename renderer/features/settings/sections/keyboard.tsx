import type { Entry } from '../entry';
import { useSlots } from '../slots';

const Shortcuts = () => useSlots().shortcuts;

export const keyboard: readonly Entry[] = [
  { words: ['settings.showShortcuts', 'shortcuts.title'], View: Shortcuts },
];
