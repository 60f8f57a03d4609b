import { convertQwertyToHangul } from 'es-hangul';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { FILTER_WORDS, type Hint, parseSearch } from '../../../protocol/search-query';
import { useLanguage } from '../../i18n';
import { actions } from '../../store/actions';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { inHangul } from './in-hangul';
import styles from './search.module.css';
import { useHits } from './use-hits';

/** How the search went, in words: read out, and shown above what was found. */
export const Notes = ({ field }: { field: RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useStore((state) => state.search);
  const { text, state, cursors, partial, copyOnly, noRoom } = search;
  const { hits, hidden } = useHits();
  const parsed = parseSearch(text);
  const more = Object.keys(cursors).length > 0;
  const none = state === 'done' && hits.length === 0;
  const meant = none && !more ? inHangul(text, convertQwertyToHangul) : null;

  const hintOf = (hint: Hint): string => {
    if (hint.kind === 'empty') {
      return t('search.hint.empty', { filter: FILTER_WORDS[hint.filter][language][0] ?? '' });
    }
    if (hint.kind === 'bad-date' || hint.kind === 'bad-has') {
      return t(`search.hint.${hint.kind}`, { value: hint.value });
    }
    return t(`search.hint.${hint.kind}`);
  };
  const summary = (): string => {
    if (state === 'busy') return t('search.busy');
    if (state === 'failed') return t('search.failed');
    if (state === 'idle') return text === '' ? t('search.start') : '';
    if (noRoom) return t('search.noRoom');
    if (none && !more) {
      const q = parsed.words.join(' ');
      return q ? t('search.nothing', { q }) : t('search.nothingAtAll');
    }
    if (none) return t('search.nothingSoFar');
    return t(more ? 'search.foundMore' : 'search.found', { count: hits.length });
  };
  const tryInHangul = (wanted: string) => {
    if (field.current) field.current.value = wanted;
    field.current?.focus();
    void actions.search(wanted);
  };

  return (
    <div className={styles.notes}>
      <p role="status" className={none ? styles.none : styles.count}>
        {summary()}
      </p>
      {parsed.hints.map((hint) => (
        <p key={JSON.stringify(hint)} className={styles.hint}>
          {hintOf(hint)}
        </p>
      ))}
      {state === 'done' && partial && <p className={styles.hint}>{t('search.partial')}</p>}
      {state === 'done' && hidden > 0 && (
        <p className={styles.hint}>{t('search.blocked', { count: hidden })}</p>
      )}
      {state === 'done' && copyOnly && <p className={styles.hint}>{t('search.copyOnly')}</p>}
      {(state === 'failed' || (state === 'done' && partial && !more)) && (
        <Button size="small" onClick={() => void actions.search(text)}>
          {t('search.again')}
        </Button>
      )}
      {meant && (
        <Button size="small" onClick={() => tryInHangul(meant)}>
          {t('search.meant', { q: meant })}
        </Button>
      )}
    </div>
  );
};
