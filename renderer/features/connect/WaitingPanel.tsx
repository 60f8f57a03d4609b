import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../protocol/views';
import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';
import styles from './connect.module.css';
import type { QuestionPanelProps } from './QuestionPanel';

interface Props extends Pick<QuestionPanelProps, 'server' | 'onCancel'> {
  question: Extract<Question, { kind: 'waiting' }>;
}

/** At the door: a moderator is being asked, or a place has to open. It goes on by itself. */
export const WaitingPanel = ({ question, server, onCancel }: Props) => {
  const { t } = useTranslation();
  const { why, limit } = question;
  const cancel = useRef<HTMLElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const words =
    why === 'knock'
      ? t('connect.waitKnock')
      : server && limit
        ? t('connect.waitFull', { server, limit })
        : t('connect.waitFullPlain');
  return (
    <>
      <p className={styles.say} role="status">
        {words}
      </p>
      <div className={styles.progress}>
        <p className={styles.working}>
          <Spinner />
          {t('connect.waiting')}
        </p>
        <Button ref={cancel} size="small" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  );
};
