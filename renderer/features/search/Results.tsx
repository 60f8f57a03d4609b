import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseSearch } from '../../../protocol/search-query';
import { actions } from '../../store/actions';
import { hitKey } from '../../store/slices/search';
import { useStore } from '../../store/store';
import { Button } from '../../ui/Button';
import { dayWords } from './day-words';
import { Hit } from './Hit';
import styles from './search.module.css';
import { useHits } from './use-hits';

interface ResultsProps {
  list: RefObject<HTMLDivElement | null>;
  /** Arrow up on the first one. */
  onUp: () => void;
}

/** What was found, the newest first, a heading for each day. One Tab stop; arrows move in it. */
export const Results = ({ list, onUp }: ResultsProps) => {
  const { t, i18n } = useTranslation();
  const search = useStore((state) => state.search);
  const { text, cursors, state, chosen, scope } = search;
  const { hits } = useHits();
  const { words } = parseSearch(text);
  const stop = hits.find((hit) => hitKey(hit) === chosen) ?? hits[0];

  // Back where one was: also when the panel was closed meanwhile.
  useLayoutEffect(() => {
    const element = list.current;
    if (element) element.scrollTop = useStore.getState().search.scroll;
    return () => {
      if (element) actions.keepSearchScroll(element.scrollTop);
    };
  }, [list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results begin at their top.
  useEffect(() => {
    if (chosen === null && state === 'busy' && Object.keys(cursors).length === 0)
      list.current?.scrollTo({ top: 0 });
  }, [text, list]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const here = rows.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || here < 0) return;
    event.preventDefault();
    if (here + step < 0 && step === -1) return onUp();
    rows[Math.max(0, Math.min(rows.length - 1, here + step))]?.focus();
  };

  const now = Date.now();
  let before = '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows in it, gathered.
    <div ref={list} className={styles.results} onKeyDown={onKeyDown} data-results="">
      {hits.length > 0 && (
        <ol className={styles.list} aria-label={t('search.results')}>
          {hits.map((hit) => {
            const day = dayWords(hit.event.ts, i18n.language, now);
            const first = day !== before;
            before = day;
            return (
              <li key={hitKey(hit)}>
                {first && <h3 className={styles.day}>{day}</h3>}
                <Hit
                  hit={hit}
                  words={words}
                  withRoom={scope === 'everywhere'}
                  chosen={hitKey(hit) === chosen}
                  stop={hit === stop}
                />
              </li>
            );
          })}
        </ol>
      )}
      {Object.keys(cursors).length > 0 && (
        <div className={styles.older}>
          <Button size="small" busy={state === 'busy'} onClick={() => void actions.searchMore()}>
            {t('search.older')}
          </Button>
        </div>
      )}
    </div>
  );
};
