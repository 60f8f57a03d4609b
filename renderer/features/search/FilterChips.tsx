import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ATTACHMENT_WORDS } from '../../../protocol/search-query';
import { useLanguage } from '../../i18n';
import { useStore } from '../../store/store';
import styles from './search.module.css';
import { beginFilter } from './suggest';

const CHIPS = [
  { name: 'from', filter: 'from' },
  { name: 'in', filter: 'in' },
  { name: 'file', filter: 'has' },
  { name: 'image', filter: 'has' },
  { name: 'link', filter: 'has' },
  { name: 'on', filter: 'on' },
] as const;

interface FilterChipsProps {
  field: RefObject<HTMLInputElement | null>;
  onPut: (next: { text: string; caret: number }) => void;
}

/** Filters that can be typed, to be pressed by whoever does not know them yet. */
export const FilterChips = ({ field, onPut }: FilterChipsProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const everywhere = useStore((state) => state.search.scope === 'everywhere');
  return (
    <fieldset className={styles.chips}>
      <legend className="sr-only">{t('search.filters')}</legend>
      {CHIPS.filter(({ name }) => everywhere || name !== 'in').map(({ name, filter }) => (
        <button
          key={name}
          type="button"
          className={styles.chip}
          onClick={() => {
            const value =
              name === 'file' || name === 'image' || name === 'link'
                ? (ATTACHMENT_WORDS[name][language][0] ?? '')
                : '';
            onPut(beginFilter(field.current?.value ?? '', filter, language, value));
          }}
        >
          {t(`search.filter.${name}`)}
        </button>
      ))}
    </fieldset>
  );
};
