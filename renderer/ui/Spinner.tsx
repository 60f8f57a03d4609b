import styles from './Spinner.module.css';

/** Decorative: whoever shows it says in words what is going on. */
export const Spinner = () => <span className={styles.spinner} aria-hidden="true" />;
