import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Kbd } from './Kbd';
import styles from './Tooltip.module.css';

export const TooltipProvider = Base.Provider;

interface TooltipProps {
  text: string;
  keys?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref and the props of a trigger. It must have its own accessible name. */
  children: ReactElement;
}

/** Says on hover or focus what an element without words does. Needs a TooltipProvider above. */
export const Tooltip = ({ text, keys, side = 'bottom', children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} className={styles.positioner}>
        <Base.Popup className={styles.popup}>
          {text}
          {keys && <Kbd keys={keys} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
