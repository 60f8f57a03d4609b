import { About } from '../About';
import type { Entry } from '../entry';
import { Licences } from '../Licences';

export const about: readonly Entry[] = [
  { words: ['settings.about', 'settings.keys', 'settings.aboutText'], View: About },
  { words: ['settings.licences', 'settings.licencesText'], View: Licences },
];
