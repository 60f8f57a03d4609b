import type { Settings } from '../../protocol/settings';
import { type Language, languageOf, setLanguage } from '../i18n';

/** What the look depends on; the store has it. */
interface Source {
  getState(): Look;
  subscribe(listener: (state: Look) => void): () => void;
}
interface Look {
  booted: boolean;
  settings: Settings;
  systemLanguage: Language;
}

/**
 * Keeps `<html>` as the settings say: theme, text size, density, motion, contrast, language. The theme `system`
 * follows the OS while the app runs. Returns its own clean-up.
 */
export const followAppearance = (source: Source): (() => void) => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const { dataset } = document.documentElement;
  let language: Language | null = null;

  const apply = (): void => {
    const { booted, settings, systemLanguage } = source.getState();
    const system = dark.matches ? 'dark' : 'light';
    dataset.theme = settings.theme === 'system' ? system : settings.theme;
    dataset.textSize = String(settings.textSize);
    dataset.density = settings.density;
    dataset.motion = settings.motion;
    dataset.contrast = settings.contrast === 'more' || contrast.matches ? 'more' : 'normal';
    const wanted = languageOf(settings.language, systemLanguage);
    if (booted && wanted !== language) {
      language = wanted;
      setLanguage(wanted);
    }
  };

  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  const stop = source.subscribe(apply);
  return () => {
    dark.removeEventListener('change', apply);
    contrast.removeEventListener('change', apply);
    stop();
  };
};
