import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

interface SectionProps {
  /** Its heading; without one, `label` names it for screen readers. */
  title?: string;
  label?: string;
  children: ReactNode;
}

/** A part of a sheet or a page; a line divides it from what stands before it. */
export const Section = ({ title, label, children }: SectionProps) => {
  const id = useId();
  return (
    <section className={styles.section} aria-label={label} aria-labelledby={title ? id : undefined}>
      {title && (
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
      )}
      {children}
    </section>
  );
};

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is chosen with, at the right. */
  children: ReactNode;
}

/** One line of a section: what it is about, and the control. */
export const Choice = ({ label, hint, children }: ChoiceProps) => (
  <div className={styles.choice}>
    <div className={styles.words}>
      <span>{label}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
    </div>
    {children}
  </div>
);
