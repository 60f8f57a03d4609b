import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safetyWords } from '../../../protocol/safety-words';
import type { Question } from '../../../protocol/views';
import { useLanguage } from '../../i18n';
import { Button } from '../../ui/Button';
import styles from './connect.module.css';
import type { QuestionPanelProps } from './QuestionPanel';
import { Words } from './Words';

interface Props extends Omit<QuestionPanelProps, 'question'> {
  question: Extract<Question, { kind: 'key-changed' }>;
}

/**
 * Blocking and calm (docs/SECURITY.md). Not connecting has the focus on both pages; trusting is
 * only offered after the words were on screen to be compared.
 */
export const KeyChangedPanel = ({ question, server, onAnswer, onCancel }: Props) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [comparing, setComparing] = useState(false);
  const dont = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins at the harmless button
  useEffect(() => dont.current?.focus(), [comparing]);

  const words = (fingerprint: string): string => safetyWords(fingerprint, language).join(' · ');
  return (
    <>
      <h3 className={styles.heading}>{t('connect.keyChanged')}</h3>
      {comparing ? (
        <>
          <p className={styles.say}>{t('connect.compareHow')}</p>
          <dl className={styles.compare}>
            <dt>{t('connect.knownWords')}</dt>
            <dd>
              <Words fingerprint={question.known} />
            </dd>
            <dt>{t('connect.newWords')}</dt>
            <dd>
              <Words fingerprint={question.fingerprint} />
            </dd>
          </dl>
        </>
      ) : (
        <p className={styles.say}>
          {t('connect.keyChangedWhy', {
            server: server || question.server,
            known: words(question.known),
            now: words(question.fingerprint),
          })}
        </p>
      )}
      <div className={styles.buttons}>
        {comparing ? (
          <Button
            kind="danger"
            onClick={() => onAnswer({ kind: 'trust', fingerprint: question.fingerprint })}
          >
            {t('connect.trustKey')}
          </Button>
        ) : (
          <Button onClick={() => setComparing(true)}>{t('connect.compareWords')}</Button>
        )}
        <Button ref={dont} kind="primary" onClick={onCancel}>
          {t('connect.dontConnect')}
        </Button>
      </div>
    </>
  );
};
