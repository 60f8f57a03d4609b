import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import { SettingWords } from './SettingWords';
import styles from './Switch.module.css';

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** Takes effect at once; use Checkbox for a choice that a button confirms. */
export const Switch = ({ label, hint, checked, onChange, disabled }: SwitchProps) => {
  const id = useId();
  return (
    <div className={styles.row}>
      <SettingWords id={id} label={label} hint={hint} />
      <Base.Root
        className={styles.track}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Base.Thumb className={styles.thumb} />
      </Base.Root>
    </div>
  );
};
