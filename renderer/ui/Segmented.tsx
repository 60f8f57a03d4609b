import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import { classes } from './classes';
import styles from './Segmented.module.css';
import { SettingWords } from './SettingWords';

interface SegmentedProps<T extends string | number> {
  label: ReactNode;
  hint?: ReactNode;
  /** For screen readers only; the choices take the whole width. */
  labelHidden?: boolean;
  /** In the order in which they stand; two to five. `lang` when an option is not in the app's language. */
  options: ReadonlyArray<{ value: T; label: string; lang?: string }>;
  value: T;
  onChange: (value: T) => void;
}

/** One of a few. Arrow keys move, as in any radio group. */
export const Segmented = <T extends string | number>({
  label,
  labelHidden,
  hint,
  options,
  value,
  onChange,
}: SegmentedProps<T>) => {
  const id = useId();
  return (
    <div className={classes(styles.row, labelHidden && styles.wide)}>
      <SettingWords id={id} label={label} hint={hint} hidden={labelHidden} />
      <RadioGroup<T>
        aria-labelledby={`${id}-label`}
        className={styles.group}
        value={value}
        onValueChange={(next) => onChange(next)}
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            className={styles.option}
            aria-label={option.label}
            lang={option.lang}
          >
            {option.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
};
