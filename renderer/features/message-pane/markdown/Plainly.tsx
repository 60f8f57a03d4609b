import { Component, type ReactNode } from 'react';
import styles from './Markdown.module.css';

interface PlainlyProps {
  text: string;
  children: ReactNode;
}

/** What cannot be drawn stands as it was typed: one message must not take the window with it. */
export class Plainly extends Component<PlainlyProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { text, children } = this.props;
    return this.state.failed ? <p className={styles.plain}>{text}</p> : children;
  }
}
