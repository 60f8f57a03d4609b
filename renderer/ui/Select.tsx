import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import styles from './Select.module.css';

interface SelectProps {
  label: string;
  options: readonly { value: string; label: string }[];
  /** One that is not among the options is shown as it is. */
  value: string;
  onChange: (value: string) => void;
}

/** One of several, by the system's own list. The label is said, not shown. */
export const Select = ({ label, options, value, onChange }: SelectProps) => {
  const id = useId();
  const strange = !options.some((one) => one.value === value);
  return (
    <span className={styles.select}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        className={styles.field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {strange && <option value={value}>{value}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <ChevronDown size={15} className={styles.arrow} aria-hidden="true" />
    </span>
  );
};
