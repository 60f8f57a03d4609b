import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Jump } from '../../store/slices/reading';
import { indexOfRow, type Row } from './rows';

/** How long a message that was jumped to is marked. */
const LANDED_MS = 2_000;

interface LandingInput {
  rows: readonly Row[];
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
  jump: Jump | null;
  /** The window ends before the newest event. */
  newer: boolean;
  focusRow: (key: string) => void;
}

/**
 * Where a window opens: at the message that was jumped to, else at its newest line. `placed`: it
 * stands there, so that what is near may be asked for. `landed`: key of the line to mark.
 */
export const useLanding = ({ rows, list, jump, newer, focusRow }: LandingInput) => {
  const [placed, setPlaced] = useState(false);
  const [landed, setLanded] = useState<{ key: string; n: number } | null>(null);
  const done = useRef<number | null>(null);
  const some = rows.length > 0;
  // To the end of the room: first its window must be here.
  const due = jump && jump.n !== done.current && !(jump.to === 'end' && newer) ? jump : null;

  useLayoutEffect(() => {
    if (!some) return;
    if (due) {
      done.current = due.n;
      const at = due.to === 'end' ? rows.length - 1 : indexOfRow(rows, due.seq, due.to === 'line');
      const target = rows[rows[at]?.kind === 'unread' ? at + 1 : at];
      if (due.to === 'end') list.scrollToEnd();
      else list.scrollToIndex(at, { align: due.to === 'line' ? 'start' : 'center' });
      if (target) focusRow(target.key);
      if (due.highlight && target) setLanded({ key: target.key, n: due.n });
    } else if (!placed && done.current === null) list.scrollToEnd();
    if (placed) return;
    const frame = requestAnimationFrame(() => setPlaced(true));
    return () => cancelAnimationFrame(frame);
  }, [some, due, placed, rows, list, focusRow]);

  useEffect(() => {
    if (!landed) return;
    const timer = setTimeout(() => setLanded(null), LANDED_MS);
    return () => clearTimeout(timer);
  }, [landed]);

  return { placed, landed: landed?.key ?? null };
};
