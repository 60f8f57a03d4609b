import { useEffect, useState } from 'react';
import { useLanguage } from '../../i18n';
import { useStore } from '../../store/store';
import { arrange, nextLeaving, type Row } from './nearby-rows';

/** The rows of the nearby list; see nearby-rows.ts for when they move. */
export const useNearbyRows = (held: boolean): readonly Row[] => {
  const rooms = useStore((state) => state.nearby);
  const language = useLanguage();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    arrange([], rooms, { held: false, now: Date.now(), language }),
  );
  useEffect(() => {
    setRows((before) => arrange(before, rooms, { held, now: Date.now(), language }));
  }, [rooms, held, language]);
  useEffect(() => {
    const wait = held ? null : nextLeaving(rows, Date.now());
    if (wait === null) return;
    const timer = setTimeout(
      () => setRows((before) => arrange(before, rooms, { held, now: Date.now(), language })),
      wait,
    );
    return () => clearTimeout(timer);
  }, [rows, rooms, held, language]);
  return rows;
};
