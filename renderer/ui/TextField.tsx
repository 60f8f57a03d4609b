import { type ComponentProps, type ReactNode, useId } from 'react';
import { describedBy, FieldFrame, type FieldFrameProps } from './Field';
import styles from './Field.module.css';

export interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'className'>,
    Pick<FieldFrameProps, 'label' | 'labelHidden' | 'hint' | 'error' | 'tone' | 'className'> {
  /** Inside the box, before and after the text. */
  start?: ReactNode;
  end?: ReactNode;
}

export const TextField = ({
  label,
  labelHidden,
  hint,
  error,
  tone,
  className,
  start,
  end,
  ...input
}: TextFieldProps) => {
  const id = useId();
  return (
    <FieldFrame {...{ id, label, labelHidden, hint, error, tone, className }}>
      <div className={styles.box} data-invalid={error ? '' : undefined}>
        {start}
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          id={id}
          className={styles.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
        />
        {end}
      </div>
    </FieldFrame>
  );
};
