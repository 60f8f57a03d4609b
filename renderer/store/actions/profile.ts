import type { Profile } from '../slices/profile';
import { useStore } from '../store';

/** What has the focus again when the card closes. */
let opener: HTMLElement | null = null;

/** Shows somebody's card beside `element`. */
export const openProfile = (who: Omit<Profile, 'at'>, element: HTMLElement): void => {
  const { x, y, width, height } = element.getBoundingClientRect();
  // A name in a line is no stop of the Tab key: the line itself is.
  opener = element.tabIndex < 0 ? (element.closest('li') ?? element) : element;
  useStore.setState({ profile: { ...who, at: { x, y, width, height } } });
};

export const closeProfile = (): void => useStore.setState({ profile: null });

export const profileOpener = (): HTMLElement | null => (opener?.isConnected ? opener : null);
