import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Question } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import styles from './connect.module.css';
import { KeyChangedPanel } from './KeyChangedPanel';
import { NameTakenPanel } from './NameTakenPanel';
import { PasswordPanel } from './PasswordPanel';
import { WaitingPanel } from './WaitingPanel';
import { Words } from './Words';

export interface QuestionPanelProps {
  question: Question;
  /** What the server is called here, where the question does not say it. */
  server?: string;
  /** A key that was only announced: its words are shown before anything secret is asked for. */
  unknownKey?: string | undefined;
  onAnswer: (answer: Answer) => void;
  /** Esc, and every button that says no. */
  onCancel: () => void;
}

/** Connect or cancel, with the focus on what is asked. */
const Consent = ({
  words,
  label,
  onYes,
  onCancel,
  children,
}: {
  words?: string;
  label: string;
  onYes: () => void;
  onCancel: () => void;
  children: string;
}) => {
  const { t } = useTranslation();
  const yes = useRef<HTMLElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <>
      <p className={styles.say}>{children}</p>
      {words && <Words fingerprint={words} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button ref={yes} kind="primary" onClick={onYes}>
          {label}
        </Button>
      </div>
    </>
  );
};

const Asked = ({ question, server, unknownKey, onAnswer, onCancel }: QuestionPanelProps) => {
  const { t } = useTranslation();
  switch (question.kind) {
    case 'password':
      return (
        <>
          {unknownKey && <p className={styles.say}>{t('connect.checkWords')}</p>}
          {unknownKey && <Words fingerprint={unknownKey} />}
          <PasswordPanel {...{ question, onAnswer, onCancel }} />
        </>
      );
    case 'waiting':
      return <WaitingPanel {...{ question, server, onCancel }} />;
    case 'name-taken':
      return <NameTakenPanel key={question.name} {...{ question, onAnswer, onCancel }} />;
    case 'key-changed':
      return <KeyChangedPanel {...{ question, server, onAnswer, onCancel }} />;
    case 'first-visit':
      return (
        <Consent
          words={question.fingerprint}
          label={t('connect.connect')}
          onYes={() => onAnswer({ kind: 'trust', fingerprint: question.fingerprint })}
          onCancel={onCancel}
        >
          {t('connect.firstVisit')}
        </Consent>
      );
    case 'plain':
      return (
        <Consent
          label={t('connect.plainConnect')}
          onYes={() => onAnswer({ kind: 'plain' })}
          onCancel={onCancel}
        >
          {t('connect.plain')}
        </Consent>
      );
  }
};

/** Something that only a person can decide while connecting. Esc is always the harmless answer. */
export const QuestionPanel = (props: QuestionPanelProps) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    props.onCancel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Esc of the controls inside
    <div className={styles.question} onKeyDown={onKeyDown}>
      <Asked {...props} />
    </div>
  );
};
