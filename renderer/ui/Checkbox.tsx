import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Checkbox.module.css';

interface CheckboxProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export const Checkbox = ({ label, checked, onChange, disabled }: CheckboxProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside Root
  <label className={styles.row}>
    <Base.Root
      className={styles.box}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
    >
      <Base.Indicator className={styles.mark}>
        <Check size={13} strokeWidth={3} />
      </Base.Indicator>
    </Base.Root>
    <span>{label}</span>
  </label>
);
