import { type DragEvent, type KeyboardEvent, useState } from 'react';

/** What is dragged is one of our own rows, never a file or a text. */
const KIND = 'application/x-sarangbang-row';

export interface RowMoves {
  draggable: true;
  onDragStart(event: DragEvent): void;
  onDragOver(event: DragEvent): void;
  onDragEnd(): void;
  onDrop(event: DragEvent): void;
  onKeyDown(event: KeyboardEvent): void;
  /** Where the dragged row would land: a line is drawn there. */
  'data-drop': 'before' | 'after' | undefined;
}

/**
 * Rows that can be dragged to another place of their list, or moved with Ctrl+Shift+arrows.
 * `onMove` is given the place among the others, from 0 on.
 */
export function useReorder(
  ids: readonly string[],
  onMove: (id: string, to: number) => void,
): (id: string) => RowMoves {
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<{ id: string; after: boolean } | null>(null);
  const end = (): void => {
    setDragged(null);
    setTarget(null);
  };
  const drop = (): void => {
    if (dragged === null || target === null || target.id === dragged) return;
    const others = ids.filter((id) => id !== dragged);
    onMove(dragged, others.indexOf(target.id) + Number(target.after));
  };
  return (id) => ({
    draggable: true,
    onDragStart(event) {
      event.dataTransfer.setData(KIND, id);
      event.dataTransfer.effectAllowed = 'move';
      setDragged(id);
    },
    onDragOver(event) {
      if (dragged === null) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const after = event.clientY > top + height / 2;
      if (target?.id !== id || target.after !== after) setTarget({ id, after });
    },
    onDragEnd: end,
    onDrop(event) {
      event.preventDefault();
      drop();
      end();
    },
    onKeyDown(event) {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (step === 0 || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      const to = ids.indexOf(id) + step;
      if (to >= 0 && to < ids.length) onMove(id, to);
    },
    'data-drop':
      dragged !== null && dragged !== id && target?.id === id
        ? target.after
          ? 'after'
          : 'before'
        : undefined,
  });
}
