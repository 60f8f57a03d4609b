import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ChatScreen.module.css';

export const SIDE_MIN_PX = 200;
export const SIDE_MAX_PX = 360;
const STEP_PX = 16;

const clamp = (width: number): number =>
  Math.round(Math.min(Math.max(width, SIDE_MIN_PX), SIDE_MAX_PX));

/** The width is kept at normal text size, and grows with the text. */
const scale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** The edge of the side list: dragged, or moved with the arrow keys. Remembered when let go. */
export const Splitter = ({
  width,
  onWidth,
}: {
  width: number;
  onWidth: (width: number) => void;
}) => {
  const { t } = useTranslation();
  const start = useRef<{ x: number; width: number } | null>(null);
  const at = (event: PointerEvent): number => {
    const { x, width: from } = start.current ?? { x: event.clientX, width };
    return clamp(from + (event.clientX - x) / scale());
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const side = event.currentTarget.parentElement;
    // While dragging only the element follows; the setting is stored once.
    if (start.current && side) side.style.width = `${at(event) / 16}rem`;
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!start.current) return;
    const next = at(event);
    start.current = null;
    onWidth(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP_PX : event.key === 'ArrowRight' ? STEP_PX : 0;
    if (by === 0) return;
    event.preventDefault();
    onWidth(clamp(width + by));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is not an <hr>
    <div
      className={styles.splitter}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('chat.sideWidth')}
      aria-valuemin={SIDE_MIN_PX}
      aria-valuemax={SIDE_MAX_PX}
      aria-valuenow={width}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
};
