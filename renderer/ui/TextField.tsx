import { type ComponentProps, type ReactNode, useId, useImperativeHandle, useRef } from 'react';
import { describedBy, FieldFrame, type FieldFrameProps } from './Field';
import styles from './Field.module.css';
import { useEnterRule } from './use-enter-rule';

export interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'className'>,
    Pick<FieldFrameProps, 'label' | 'labelHidden' | 'hint' | 'error' | 'tone' | 'className'> {
  /** Inside the box, before and after the text. */
  start?: ReactNode;
  end?: ReactNode;
  /** What Enter does; without it the form is sent, as browsers do. */
  onEnter?: (field: HTMLInputElement) => void;
}

/** As the browser does on Enter: not when the button that would be pressed is disabled. */
const sendForm = ({ form }: HTMLInputElement): void => {
  if (!form) return;
  const button = [...form.elements].find(
    (element): element is HTMLButtonElement =>
      element instanceof HTMLButtonElement && element.type === 'submit',
  );
  if (!button?.disabled) form.requestSubmit(button);
};

/** A line of text with its label. One Enter is enough, also in the middle of a syllable. */

export const TextField = ({
  label,
  labelHidden,
  hint,
  error,
  tone,
  className,
  start,
  end,
  onEnter = sendForm,
  ref,
  ...input
}: TextFieldProps) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => field.current as HTMLInputElement);
  useEnterRule(field, 'enter', (act) => {
    if (act === 'send' && field.current) onEnter(field.current);
  });
  return (
    <FieldFrame {...{ id, label, labelHidden, hint, error, tone, className }}>
      <div className={styles.box} data-invalid={error ? '' : undefined}>
        {start}
        <input
          autoComplete="off"
          spellCheck={false}
          {...input}
          ref={field}
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
