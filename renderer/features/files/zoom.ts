/** How a picture stands in the viewer: 1 fits the window; pixels away from the middle. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

export const FITTED: View = { scale: 1, x: 0, y: 0 };
const SCALE_MAX = 8;

/**
 * Larger or smaller by `factor`, so that what is under a point stays there; `at` in pixels from the
 * middle of the window. Never smaller than fitted, and fitted is always in the middle.
 */
export const zoomed = (view: View, factor: number, at: { x: number; y: number }): View => {
  const scale = Math.min(SCALE_MAX, Math.max(1, view.scale * factor));
  if (scale === 1) return FITTED;
  const grown = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
};

/** Moved by a drag; no farther than that an edge of the picture reaches the middle. */
export const moved = (
  view: View,
  by: { x: number; y: number },
  size: { width: number; height: number },
): View => {
  if (view.scale === 1) return FITTED;
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return {
    scale: view.scale,
    x: within(view.x + by.x, (size.width * view.scale) / 2),
    y: within(view.y + by.y, (size.height * view.scale) / 2),
  };
};
